// SPDX-License-Identifier: MIT

import Yams

extension ConfigurationSection {
    /// `nil` if the key is missing.
    package func boolean(_ key: String, _ meaning: String = "") -> Bool? {
        let found = readBoolean(key)
        record(
            key, kind: "true or false", meaning, fallback: "", value: found.map(String.init) ?? "", example: "true")
        return found
    }

    /// - Parameter older: another spelling of the key; either of them being true is enough.
    package func boolean(
        _ key: String, default fallback: Bool, _ meaning: String = "", older: String? = nil, example: Bool? = nil
    ) -> Bool {
        let values = ([key] + (older.map { [$0] } ?? [])).compactMap { readBoolean($0) }
        let result = values.isEmpty ? fallback : values.contains(true)
        if let older, has(older) { markRead(older, as: key) }
        record(
            key, kind: "true or false", meaning, fallback: String(fallback), value: String(result),
            example: String(example ?? fallback), olderKey: older)
        return result
    }

    /// `nil` if the key is missing.
    ///
    /// - Parameters:
    ///   - takesNumbers: an unquoted number is a text too.
    ///   - isSecret: never show what was found.
    package func text(
        _ key: String, _ meaning: String = "", format: TextFormat = .any, isSecret: Bool = false,
        takesNumbers: Bool = false, older: String? = nil, example: String = ""
    ) -> String? {
        let found = readText(key, format, isSecret: isSecret, takesNumbers: takesNumbers, older: older)
        record(
            key, kind: format.name, meaning, fallback: "", value: found.map(YAMLScalar.spelled) ?? "",
            isSecret: isSecret, example: YAMLScalar.spelled(example), olderKey: older)
        return found
    }

    package func text(
        _ key: String, default fallback: String, _ meaning: String = "", format: TextFormat = .any,
        isSecret: Bool = false, takesNumbers: Bool = false, older: String? = nil, example: String? = nil
    ) -> String {
        let result =
            readText(key, format, isSecret: isSecret, takesNumbers: takesNumbers, older: older) ?? fallback
        record(
            key, kind: format.name, meaning, fallback: YAMLScalar.spelled(fallback), value: YAMLScalar.spelled(result),
            isSecret: isSecret, example: YAMLScalar.spelled(example ?? fallback), olderKey: older)
        return result
    }

    /// A text that must be there and not empty; an empty text stands in for it after the problem was added.
    package func requiredText(
        _ key: String, _ meaning: String = "", format: TextFormat = .any, isSecret: Bool = false,
        takesNumbers: Bool = false, older: String? = nil, example: String = ""
    ) -> String {
        let spelling = older.flatMap { has(key) || !has($0) ? nil : $0 } ?? key
        let found = readText(
            key, format, isSecret: isSecret, takesNumbers: takesNumbers, older: older, hasDefault: false)
        record(
            key, kind: format.name, meaning, fallback: nil, value: found.map(YAMLScalar.spelled) ?? "",
            isSecret: isSecret, example: YAMLScalar.spelled(example), olderKey: older)
        if found == nil, !has(spelling) { reportMissing(key, format.name) }
        if found?.isEmpty == true {
            report(spelling, expected: format.name, found: "an empty text", hasDefault: false)
        }
        return found ?? ""
    }

    /// One of a list of words, compared without white space around it.
    ///
    /// - Parameter ignoresCase: capital letters count as small ones.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, default fallback: Choice, _ meaning: String = "", ignoresCase: Bool = false,
        example: Choice? = nil
    ) -> Choice where Choice.RawValue == String {
        let kind = Self.choiceKind(Choice.self)
        let result =
            value(key, kind) { Self.choice($0, ignoresCase: ignoresCase) } ?? fallback
        record(
            key, kind: kind, meaning, fallback: fallback.rawValue, value: result.rawValue,
            example: (example ?? fallback).rawValue)
        return result
    }

    /// A list of words of which each is one of a list.
    package func choices<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ meaning: String = "", ignoresCase: Bool = false, example: [Choice] = []
    ) -> [Choice] where Choice.RawValue == String {
        let kind = Self.choiceKind(Choice.self)
        let found: [Choice] = elements(key, "a list").enumerated().compactMap { index, node in
            if let word: Choice = Self.choice(node, ignoresCase: ignoresCase) { return word }
            add("\(fullPath(key))[\(index)]", kind, hides(key) ? Self.kind(of: node) : Self.describe(node), node)
            return nil
        }
        record(
            key, kind: "a list of words, each \(kind)", meaning, fallback: "[]",
            value: YAMLScalar.list(found.map(\.rawValue)), example: YAMLScalar.list(example.map(\.rawValue)),
            text: .list(found.map(\.rawValue)))
        return found
    }

    /// `nil` if the key is missing.
    package func integer(
        _ key: String, in range: ClosedRange<Int>, what: String = "a whole number", _ meaning: String = ""
    ) -> Int? {
        let found = readInteger(key, in: range, what: what)
        record(
            key, kind: Self.rangeKind(what, range), meaning, fallback: "", value: found.map(String.init) ?? "",
            example: "")
        return found
    }

    package func integer(
        _ key: String, in range: ClosedRange<Int>, what: String = "a whole number", default fallback: Int,
        _ meaning: String = "", older: String? = nil
    ) -> Int {
        let spelling = spelling(of: key, older: older)
        let result = readInteger(spelling, in: range, what: what) ?? fallback
        record(
            key, kind: Self.rangeKind(what, range), meaning, fallback: String(fallback), value: String(result),
            example: String(fallback), olderKey: older)
        return result
    }

    package func port(_ key: String, default fallback: Int, _ meaning: String = "", older: String? = nil) -> Int {
        integer(key, in: 1...65535, what: "a port", default: fallback, meaning, older: older)
    }

    /// Milliseconds, as everywhere in these files.
    package func milliseconds(
        _ key: String, in range: ClosedRange<Int>, default fallback: Int, _ meaning: String = ""
    ) -> Duration {
        .milliseconds(integer(key, in: range, what: "milliseconds", default: fallback, meaning))
    }

    /// A list of texts; missing or empty is an empty list.
    ///
    /// - Parameter memberKey: an element may also be a mapping that holds the text under this key.
    package func texts(
        _ key: String, _ meaning: String = "", format: TextFormat = .any, orMember memberKey: String? = nil,
        example: [String] = []
    ) -> [String] {
        let found: [String] = elements(key, "a list of texts").enumerated().compactMap { index, node in
            let place = "\(fullPath(key))[\(index)]"
            let member = memberKey.flatMap { key in node.mapping.flatMap { Self.value(of: key, in: $0) } } ?? node
            if let text = Self.text(member).map(format.normalized), format.isValid(text) {
                guard format.takesPlaceholders || !Placeholder.matches(text) else {
                    add(place, format.name, "the placeholder \(text)", node)
                    return nil
                }
                return text
            }
            add(place, format.name, hides(key) ? Self.kind(of: member) : Self.describe(member), node)
            return nil
        }
        record(
            key, kind: format.name == TextFormat.any.name ? "a list of texts" : "a list, each \(format.name)", meaning,
            fallback: "[]", value: YAMLScalar.list(found), example: YAMLScalar.list(example), text: .list(found))
        return found
    }

    /// Names and values in file order, whatever kind of scalar the values are; missing or empty is an empty list.
    ///
    /// - Parameter isSecret: never show the values.
    package func pairs(_ key: String, _ meaning: String = "", isSecret: Bool = false, example: String = "{}")
        -> [(name: String, value: String)]
    {
        let found = readPairs(key)
        let shown = found.map { pair in
            let isHidden = isSecret || hides(pair.name)
            let value = isHidden ? ConfigurationSetting.mask : YAMLScalar.spelled(pair.value)
            return "\(YAMLScalar.spelled(pair.name)): \(value)"
        }
        record(
            key, kind: "names and values", meaning, fallback: "{}", value: "{\(shown.joined(separator: ", "))}",
            example: example,
            text: .pairs(found.map { "\(YAMLScalar.spelled($0.name)): \(YAMLScalar.spelled($0.value))" }))
        return found
    }

    private func readPairs(_ key: String) -> [(name: String, value: String)] {
        guard let node = node(key), !Self.isNull(node) else { return [] }
        guard case .mapping(let mapping) = node else {
            report(key, "names and values", node)
            return []
        }
        return mapping.compactMap { nameNode, valueNode in
            guard let name = nameNode.scalar?.string else { return nil }
            guard let value = valueNode.scalar?.string, !Self.isNull(valueNode) else {
                add("\(fullPath(key)).\(name)", "a value", Self.kind(of: valueNode), valueNode)
                return nil
            }
            return (name, value)
        }
    }

    private func readBoolean(_ key: String) -> Bool? {
        value(key, "true or false", Self.truth)
    }

    /// The spelling that counts: the older one only if the other is not there.
    private func spelling(of key: String, older: String?) -> String {
        guard let older else { return key }
        knownKeys.formUnion([key, older])
        guard has(key) else { return has(older) ? older : key }
        if has(older) { warn(older, "has no effect, since \(key) is there too") }
        return key
    }

    /// Whole numbers in any spelling of YAML; digits in quotes too, which older configurations got away with.
    private func readInteger(_ key: String, in range: ClosedRange<Int>, what: String) -> Int? {
        value(key, Self.rangeKind(what, range)) { node in
            guard let text = node.scalar?.string, let number = NumberSpelling.wholeNumber(text) else { return nil }
            return range.contains(number) ? number : nil
        }
    }

    private func readText(
        _ key: String, _ format: TextFormat, isSecret: Bool, takesNumbers: Bool, older: String?,
        hasDefault: Bool = true
    ) -> String? {
        let spelling = spelling(of: key, older: older)
        guard let node = node(spelling) else { return nil }
        let found = (Self.text(node) ?? (takesNumbers ? Self.number(node) : nil)).map(format.normalized)
        if let found, !format.takesPlaceholders, Placeholder.matches(found) {
            let isHidden = isSecret || hides(spelling)
            add(
                fullPath(spelling), format.name, isHidden ? "a placeholder" : "the placeholder \(found)", node,
                hasDefault: hasDefault)
            return nil
        }
        return value(spelling, format.name, isSecret: isSecret, hasDefault: hasDefault) { _ in
            found.flatMap { format.isValid($0) ? $0 : nil }
        }
    }

    private static func choice<Choice: RawRepresentable>(_ node: Node, ignoresCase: Bool) -> Choice?
    where Choice.RawValue == String {
        text(node).flatMap { text in
            let word = TextFormat.trimmed(text)
            return Choice(rawValue: ignoresCase ? word.lowercased() : word)
        }
    }

    private static func choiceKind<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> String
    where Choice.RawValue == String { "one of: \(type.allCases.map(\.rawValue).joined(separator: ", "))" }

    private static func rangeKind(_ what: String, _ range: ClosedRange<Int>) -> String {
        "\(what) from \(range.lowerBound) to \(range.upperBound)"
    }
}
