// SPDX-License-Identifier: MIT

import Yams

/// A mapping of a configuration file. Reading a value of the wrong kind adds a problem and gives the default.
///
/// A section remembers which keys were asked for; `rejectUnknownKeys` reports the others.
package final class ConfigurationSection {
    package let path: String
    private let mapping: Node.Mapping?
    private let file: String
    private let mark: Mark?
    private let problems: ConfigurationProblems
    private var knownKeys: Set<String> = []

    init(mapping: Node.Mapping?, path: String, file: String, mark: Mark?, problems: ConfigurationProblems) {
        self.mapping = mapping
        self.path = path
        self.file = file
        self.mark = mark
        self.problems = problems
    }

    /// True if the file has this section, even an empty one.
    package var exists: Bool { mapping != nil }

    /// True if the key is there with a value.
    package func has(_ key: String) -> Bool { node(key).map { !Self.isNull($0) } ?? false }

    /// True if the key is there, even with nothing after it.
    package func mentions(_ key: String) -> Bool { node(key) != nil }

    /// A section within; if it is missing, one that gives only defaults.
    package func section(_ key: String) -> ConfigurationSection {
        guard let node = node(key), !Self.isNull(node) else {
            return ConfigurationSection(mapping: nil, path: fullPath(key), file: file, mark: mark, problems: problems)
        }
        guard case .mapping(let inner) = node else {
            report(key, "keys and values below it", node)
            return ConfigurationSection(
                mapping: nil, path: fullPath(key), file: file, mark: node.mark, problems: problems)
        }
        return ConfigurationSection(
            mapping: inner, path: fullPath(key), file: file, mark: node.mark, problems: problems)
    }

    /// A list of sections; missing or empty is an empty list.
    package func sections(_ key: String) -> [ConfigurationSection] {
        elements(key, "a list").enumerated().compactMap { index, node in
            let path = "\(fullPath(key))[\(index)]"
            guard case .mapping(let mapping) = node else {
                problems.add(key: path, expected: "keys and values", found: Self.describe(node), place: place(of: node))
                return nil
            }
            return ConfigurationSection(mapping: mapping, path: path, file: file, mark: node.mark, problems: problems)
        }
    }

    /// A list of texts; missing or empty is an empty list.
    package func texts(_ key: String) -> [String] {
        elements(key, "a list of texts").enumerated().compactMap { index, node in
            if let text = Self.text(node) { return text }
            problems.add(
                key: "\(fullPath(key))[\(index)]", expected: "a text", found: Self.describe(node),
                place: place(of: node))
            return nil
        }
    }

    /// Names and values in file order, whatever kind of scalar the values are; missing or empty is an empty list.
    package func pairs(_ key: String) -> [(name: String, value: String)] {
        guard let node = node(key), !Self.isNull(node) else { return [] }
        guard case .mapping(let mapping) = node else {
            report(key, "names and values", node)
            return []
        }
        return mapping.compactMap { nameNode, valueNode in
            guard let name = nameNode.scalar?.string else { return nil }
            guard let value = valueNode.scalar?.string, !Self.isNull(valueNode) else {
                problems.add(
                    key: "\(fullPath(key)).\(name)", expected: "a value", found: Self.describe(valueNode),
                    place: place(of: valueNode))
                return nil
            }
            return (name, value)
        }
    }

    package func boolean(_ key: String, default fallback: Bool) -> Bool { boolean(key) ?? fallback }

    /// `nil` if the key is missing.
    package func boolean(_ key: String) -> Bool? {
        value(key, "true or false") { node in
            guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return nil }
            return ["true": true, "True": true, "TRUE": true, "false": false, "False": false, "FALSE": false][
                scalar.string]
        }
    }

    package func text(_ key: String, default fallback: String) -> String { text(key) ?? fallback }

    /// `nil` if the key is missing.
    ///
    /// - Parameter isSecret: never show what was found.
    package func text(_ key: String, isSecret: Bool = false) -> String? {
        value(key, "a text", isSecret: isSecret) { Self.text($0) }
    }

    /// A text that must be there and not empty; an empty text stands in for it after the problem was added.
    package func requiredText(_ key: String) -> String {
        guard let text = text(key) else {
            if !has(key) { reportMissing(key, "a text") }
            return ""
        }
        if text.isEmpty {
            problems.add(key: fullPath(key), expected: "a text", found: "an empty text", place: node(key).map(place))
        }
        return text
    }

    /// One of a list of words, compared without white space around it.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, default fallback: Choice
    ) -> Choice where Choice.RawValue == String {
        let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return value(key, "one of: \(words)") { node in
            Self.text(node).flatMap { Choice(rawValue: $0.filter { $0 != " " && $0 != "\t" }) }
        } ?? fallback
    }

    package func integer(
        _ key: String, in range: ClosedRange<Int>, what: String = "a whole number", default fallback: Int
    ) -> Int {
        integer(key, in: range, what: what) ?? fallback
    }

    /// `nil` if the key is missing.
    package func integer(_ key: String, in range: ClosedRange<Int>, what: String = "a whole number") -> Int? {
        value(key, "\(what) from \(range.lowerBound) to \(range.upperBound)") { node in
            guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any,
                let number = Int(scalar.string),
                range.contains(number)
            else { return nil }
            return number
        }
    }

    package func port(_ key: String, default fallback: Int) -> Int {
        integer(key, in: 1...65535, what: "a port", default: fallback)
    }

    /// Adds a problem for a key that must be there.
    package func reportMissing(_ key: String, _ expected: String) {
        problems.add(
            key: fullPath(key), expected: expected, found: "nothing",
            place: mark.map { "\(file):\($0.line):\($0.column)" })
    }

    /// Adds a problem for a value that was read but does not fit.
    package func report(_ key: String, expected: String, found: String) {
        problems.add(key: fullPath(key), expected: expected, found: found, place: node(key).map(place))
    }

    /// Adds a problem for each key that was never asked for, with the nearest one that was.
    package func rejectUnknownKeys() {
        for (key, node) in unknownKeys() {
            let nearest = Spelling.nearest(to: key, in: knownKeys)
            let hint =
                nearest.map { "did you mean \($0)?" }
                ?? "the keys here are \(knownKeys.sorted().joined(separator: ", "))"
            problems.add(
                key: fullPath(key), expected: "a known key; \(hint)", found: "this one", place: place(of: node))
        }
    }

    /// Warns of each key that was never asked for and is not one of `others`.
    package func warnOfUnknownKeys(except others: Set<String>) {
        for (key, node) in unknownKeys() where !others.contains(key) {
            let hint = Spelling.nearest(to: key, in: knownKeys.union(others)).map { ", did you mean \($0)?" } ?? ""
            problems.warn("\(fullPath(key)) is not a known key and has no effect\(hint) (\(place(of: node)))")
        }
    }

    private func unknownKeys() -> [(String, Node)] {
        (mapping ?? [:]).compactMap { node, _ in
            node.scalar.map { ($0.string, node) }
        }.filter { !knownKeys.contains($0.0) }
    }

    private func value<Value>(_ key: String, _ expected: String, isSecret: Bool = false, _ read: (Node) -> Value?)
        -> Value?
    {
        guard let node = node(key), !Self.isNull(node) else { return nil }
        if let value = read(node) { return value }
        problems.add(
            key: fullPath(key), expected: expected, found: isSecret ? Self.kind(of: node) : Self.describe(node),
            place: place(of: node))
        return nil
    }

    private func elements(_ key: String, _ expected: String) -> [Node] {
        guard let node = node(key), !Self.isNull(node) else { return [] }
        guard case .sequence(let sequence) = node else {
            report(key, expected, node)
            return []
        }
        return Array(sequence)
    }

    private func node(_ key: String) -> Node? {
        knownKeys.insert(key)
        return mapping?[Node(key)]
    }

    private func report(_ key: String, _ expected: String, _ node: Node) {
        problems.add(key: fullPath(key), expected: expected, found: Self.kind(of: node), place: place(of: node))
    }

    private func fullPath(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private func place(of node: Node) -> String { node.mark.map { "\(file):\($0.line):\($0.column)" } ?? file }

    private static func isNull(_ node: Node) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// The text of a scalar that is not a number, a truth value or nothing, as YAML 1.2 sees it.
    private static func text(_ node: Node) -> String? {
        guard let scalar = node.scalar else { return nil }
        guard scalar.style == .plain || scalar.style == .any else { return scalar.string }
        let isOther =
            isNull(node) || ["true", "false"].contains(scalar.string.lowercased())
            || NumberSpelling.matches(scalar.string)
        return isOther ? nil : scalar.string
    }

    private static func describe(_ node: Node) -> String {
        guard let scalar = node.scalar else { return kind(of: node) }
        return "\"\(scalar.string.prefix(60))\""
    }

    private static func kind(of node: Node) -> String {
        switch node {
        case .mapping: "keys and values"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar(let scalar):
            if isNull(node) { "nothing" } else if NumberSpelling.matches(scalar.string) { "a number" } else { "a text" }
        }
    }
}
