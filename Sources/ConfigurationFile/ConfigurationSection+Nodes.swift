// SPDX-License-Identifier: MIT

import Yams

extension ConfigurationSection {
    /// The value of a key as it was parsed; from then on the key is known.
    func node(_ key: String) -> Node? {
        knownKeys.insert(key)
        return mapping.flatMap { Self.value(of: key, in: $0) }
    }

    /// The value of a key, found by its letters: comparing nodes would resolve the types of both.
    static func value(of key: String, in mapping: Node.Mapping) -> Node? {
        mapping.first { $0.key.scalar?.string == key }?.value
    }

    /// The value of a key, if it is there and of the right kind; otherwise a problem is added, or it is missing.
    func value<Value>(
        _ key: String, _ expected: String, isSecret: Bool = false, hasDefault: Bool = true, _ read: (Node) -> Value?
    ) -> Value? {
        guard let node = node(key), !Self.isNull(node) else { return nil }
        if let value = read(node) { return value }
        let isHidden = isSecret || hides(key)
        add(fullPath(key), expected, isHidden ? Self.kind(of: node) : Self.describe(node), node, hasDefault: hasDefault)
        return nil
    }

    func elements(_ key: String, _ expected: String) -> [Node] {
        guard let node = node(key), !Self.isNull(node) else { return [] }
        guard case .sequence(let sequence) = node else {
            report(key, expected, node)
            return []
        }
        return Array(sequence)
    }

    func report(_ key: String, _ expected: String, _ node: Node) {
        add(fullPath(key), expected, Self.kind(of: node), node)
    }

    func add(_ path: String, _ expected: String, _ found: String, _ node: Node, hasDefault: Bool = true) {
        reading.add(
            ConfigurationProblem(
                key: path, expected: expected, found: found, place: place(of: node), hasDefault: hasDefault),
            isEnforced: isEnforced)
    }

    /// The value at a path of keys, `source.engine.enable`, without a word about what is in the way.
    func nodeInside(_ path: String) -> Node? {
        var current = mapping
        var found: Node?
        for name in path.split(separator: ".") {
            found = current.flatMap { Self.value(of: String(name), in: $0) }
            current = found?.mapping
        }
        return found
    }

    /// Remembers what was read, and whence.
    func record(
        _ key: String, kind: String, _ meaning: String, fallback: String?, value: String, isSecret: Bool = false,
        example: String, olderKey: String? = nil, shape: ConfigurationSetting.Shape = .value,
        text: CarriedSettings.Text? = nil
    ) {
        let spelling = olderKey.flatMap { has(key) || !has($0) ? nil : $0 } ?? key
        if shape == .value, !meaning.isEmpty { carry(key, from: spelling, text ?? .inline(value)) }
        let isHidden = isSecret || hides(key)
        let isMasked = isHidden && shape == .value && !["", "\"\""].contains(value) && has(spelling)
        reading.record(
            ConfigurationSetting(
                key: fullPath(key), kind: kind, meaning: meaning, fallback: fallback,
                value: isMasked
                    ? ConfigurationSetting.mask
                    : URLSecrets.masked(spelled: value, isAddress: SecretName.isAddress(key)),
                origin: node(spelling).flatMap { Self.isNull($0) ? nil : .file(place(of: $0)) } ?? .fallback,
                isSecret: isHidden, example: example, olderKey: olderKey ?? olderSection.map { "\($0).\(key)" },
                shape: shape))
    }

    /// True if the value of a key must not be shown.
    func hides(_ key: String) -> Bool { isSecret || SecretName.matches(key) }

    func fullPath(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func place(of node: Node) -> String { node.mark.map { "\(file):\($0.line):\($0.column)" } ?? file }

    static func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// The text of a scalar that is not a number, a truth value or nothing, as YAML 1.2 sees it.
    static func text(_ node: Node) -> String? {
        guard let scalar = node.scalar else { return nil }
        guard scalar.style == .plain || scalar.style == .any else { return scalar.string }
        let isOther =
            isNull(node) || ["true", "false"].contains(scalar.string.lowercased())
            || NumberSpelling.matches(scalar.string)
        return isOther ? nil : scalar.string
    }

    /// The spelling of a number.
    static func number(_ node: Node) -> String? {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any,
            NumberSpelling.matches(scalar.string)
        else { return nil }
        return scalar.string
    }

    static func truth(_ node: Node) -> Bool? {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return nil }
        return ["true": true, "True": true, "TRUE": true, "false": false, "False": false, "FALSE": false][scalar.string]
    }

    static func describe(_ node: Node) -> String {
        guard let scalar = node.scalar else { return kind(of: node) }
        // Before an @ there could be a password.
        guard !scalar.string.contains("@") else { return "a text with a user name" }
        return "\"\(scalar.string.prefix(60))\""
    }

    static func kind(of node: Node) -> String {
        switch node {
        case .mapping: "keys and values"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar(let scalar):
            if isNull(node) { "nothing" } else if NumberSpelling.matches(scalar.string) { "a number" } else { "a text" }
        }
    }
}
