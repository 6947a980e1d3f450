// SPDX-License-Identifier: MIT

import Yams

/// A mapping of a configuration file. Reading a value of the wrong kind adds a problem and gives the default.
///
/// Every reading says what the value is for; `ConfigurationReading` collects that. A section remembers which keys were
/// asked for; `rejectUnknownKeys` reports the others.
package final class ConfigurationSection {
    package let path: String
    /// False makes mistakes here mere notes: what is switched off may be unfinished. Sections within inherit it.
    package var isEnforced: Bool

    let mapping: Node.Mapping?
    let file: String
    let mark: Mark?
    package let reading: ConfigurationReading
    /// What is below a secret is secret.
    let isSecret: Bool
    var knownKeys: Set<String> = []
    /// The keys that switch the section on: a typo of one is a mistake even while the section is off because of it.
    package var switches: Set<String> = []
    /// Where older configurations have the keys of this section, if that is a section of another name.
    package var olderSection: String?
    /// Where the keys of this section are in a current document, if it is not where they are here.
    package var modernPath: String

    init(
        mapping: Node.Mapping?, path: String, file: String, mark: Mark?, reading: ConfigurationReading,
        isEnforced: Bool = true, isSecret: Bool = false
    ) {
        self.mapping = mapping
        self.path = path
        modernPath = path
        self.file = file
        self.mark = mark
        self.reading = reading
        self.isEnforced = isEnforced
        self.isSecret = isSecret
    }

    /// True if the file has this section, even an empty one.
    package var exists: Bool { mapping != nil }

    /// True while settings are only listed, with one imaginary element in every list.
    package var isDescription: Bool { reading.isDescription }

    /// True if the key is there with a value.
    package func has(_ key: String) -> Bool { node(key).map { !Self.isNull($0) } ?? false }

    /// True if the key is there, even with nothing after it.
    package func mentions(_ key: String) -> Bool { node(key) != nil }

    /// True if a key is there and its value is neither keys and values nor nothing.
    package func isNoSection(_ key: String) -> Bool { has(key) && node(key)?.mapping == nil }

    /// True if a key's value is keys and values, and this is one of the keys, even with nothing after it.
    package func mentions(_ name: String, in key: String) -> Bool {
        node(key)?.mapping.flatMap { Self.value(of: name, in: $0) } != nil
    }

    /// True if there is a value at a path of keys below, such as `source.engine`. What is wrong there is not reported.
    package func has(inside path: String) -> Bool { nodeInside(path).map { !Self.isNull($0) } ?? false }

    /// True if there is a true at a path of keys below; whatever is wrong there is not reported.
    package func isTrue(inside path: String) -> Bool {
        nodeInside(path).flatMap(Self.truth) ?? false
    }

    /// Reads the key that switches the section on. While it is off, mistakes in the section are mere notes.
    package func enableSwitch(
        _ meaning: String, key: String = "enable", default fallback: Bool = false, older: String? = nil,
        example: Bool? = nil
    ) -> Bool {
        let isOn = boolean(key, default: fallback, meaning, older: older, example: example)
        switches.formUnion([key] + (older.map { [$0] } ?? []))
        isEnforced = isEnforced && isOn
        return isOn
    }

    /// A section within; if it is missing, one that gives only defaults.
    package func section(_ key: String, _ meaning: String = "") -> ConfigurationSection {
        record(key, kind: "keys and values", meaning, fallback: "", value: "", example: "", shape: .section)
        carrySection(key)
        guard let node = node(key), !Self.isNull(node) else { return inner(nil, key, mark) }
        guard case .mapping(let mapping) = node else {
            report(key, "keys and values below it", node)
            return inner(nil, key, node.mark)
        }
        return inner(mapping, key, node.mark)
    }

    /// A list of sections; missing or empty is an empty list.
    ///
    /// - Parameter isShown: a template shows an element, and not only the way to write one.
    package func sections(_ key: String, _ meaning: String = "", isShown: Bool = false) -> [ConfigurationSection] {
        let nodes = elements(key, "a list")
        record(
            key, kind: "a list", meaning, fallback: "[]", value: "\(nodes.count) element\(nodes.count == 1 ? "" : "s")",
            example: isShown ? "" : "[]", shape: .sections)
        carryElements(key)
        if isDescription { return [inner(nil, "\(key)[]", mark)] }
        return nodes.enumerated().compactMap { index, node in
            let element = "\(key)[\(index)]"
            guard case .mapping(let mapping) = node else {
                add(fullPath(element), "keys and values", hides(key) ? Self.kind(of: node) : Self.describe(node), node)
                return nil
            }
            return inner(mapping, element, node.mark)
        }
    }

    /// Makes keys known without reading them.
    package func accept(_ keys: String...) { knownKeys.formUnion(keys) }

    /// Adds a problem for a key that must be there.
    ///
    /// What is switched off may lack anything.
    ///
    /// - Parameter hasDefault: true if the program can run without it.
    package func reportMissing(_ key: String, _ expected: String, hasDefault: Bool = false) {
        guard isEnforced, !isDescription else { return }
        reading.add(
            ConfigurationProblem(
                key: fullPath(key), expected: expected, found: "nothing",
                place: mark.map { "\(file):\($0.line):\($0.column)" }, hasDefault: hasDefault))
    }

    /// Adds a problem for a value that was read but does not fit.
    ///
    /// - Parameter hasDefault: false if the program cannot run with anything in its place.
    package func report(_ key: String, expected: String, found: String, hasDefault: Bool = true) {
        guard !isDescription else { return }
        reading.add(
            ConfigurationProblem(
                key: fullPath(key), expected: expected, found: found, place: node(key).map(place),
                hasDefault: hasDefault),
            isEnforced: isEnforced)
    }

    /// Adds a problem if a list has no elements. What is no list was reported when it was read.
    package func requireElement(of key: String) {
        guard has(key) else { return reportMissing(key, "a list with at least one element", hasDefault: true) }
        if node(key)?.sequence?.isEmpty == true { report(key, expected: "at least one element", found: "none") }
    }

    /// The mistakes in this section that are mere notes.
    package var notes: [ConfigurationProblem] { reading.notes.filter { $0.key.hasPrefix("\(path).") } }

    /// Adds something worth saying about a key.
    package func warn(_ key: String, _ text: String) {
        guard isEnforced, !isDescription else { return }
        reading.warn("\(fullPath(key)) \(text)\(node(key).map { " (\(place(of: $0)))" } ?? "")")
    }

    /// Adds a problem for each key that was never asked for, with the nearest one that was.
    package func rejectUnknownKeys() {
        for (key, node) in unknownKeys() {
            let nearest = Spelling.nearest(to: key, in: knownKeys)
            if nearest == nil, reading.toleratesStrangeKeys, isEnforced {
                reading.warn("\(fullPath(key)) is not a known key and has no effect (\(place(of: node)))")
                continue
            }
            let hint =
                nearest.map { "did you mean \($0)?" }
                ?? "the keys here are \(knownKeys.sorted().joined(separator: ", "))"
            let isSwitch = nearest.map(switches.contains) ?? false && !switches.contains(where: mentions)
            reading.add(
                ConfigurationProblem(
                    key: fullPath(key), expected: "\(ConfigurationProblem.knownKey); \(hint)", found: "this one",
                    place: place(of: node)),
                isEnforced: isEnforced || isSwitch)
        }
    }

    /// Warns of each key that was never asked for; while the section is off, it is a note.
    package func warnOfUnknownKeys() {
        guard isEnforced else { return rejectUnknownKeys() }
        for (key, node) in unknownKeys() {
            let hint = Spelling.nearest(to: key, in: knownKeys).map { ", did you mean \($0)?" } ?? ""
            reading.warn("\(fullPath(key)) is not a known key and has no effect\(hint) (\(place(of: node)))")
        }
    }

    /// The keys that were never asked for and look like one of these.
    package func misspellings(of keys: [String]) -> [String] {
        unknownKeys().map(\.0).filter { key in
            Spelling.nearest(to: key, in: knownKeys).map(keys.contains) ?? false
                || keys.contains { $0.lowercased() == key.lowercased() }
        }.sorted()
    }

    private func unknownKeys() -> [(String, Node)] {
        (mapping ?? [:]).compactMap { node, _ in
            node.scalar.map { ($0.string, node) }
        }.filter { !knownKeys.contains($0.0) }
    }

    private func inner(_ mapping: Node.Mapping?, _ key: String, _ mark: Mark?) -> ConfigurationSection {
        let section = ConfigurationSection(
            mapping: mapping, path: fullPath(key), file: file, mark: mark, reading: reading, isEnforced: isEnforced,
            isSecret: hides(key))
        section.olderSection = olderSection.map { "\($0).\(key)" }
        section.modernPath = fullModernPath(key)
        return section
    }
}
