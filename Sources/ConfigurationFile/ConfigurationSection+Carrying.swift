// SPDX-License-Identifier: MIT

import Yams

// A document that is read to be written again: what it says is kept under the keys that are current.
extension ConfigurationSection {
    /// Says what a current document has instead of something that this one says in another way.
    ///
    /// - Parameter value: in YAML.
    package func carry(_ key: String, _ value: String) {
        reading.carried?.set(fullModernPath(key), .text(.inline(value)))
    }

    /// A key was read, and its value is part of what a current document has under another key.
    package func markRead(_ key: String, as modernKey: String) {
        reading.carried?.cover(fullPath(key), as: fullModernPath(modernKey))
    }

    /// Keeps a value: as it was understood or, if there is something wrong with it, as it is written.
    func carry(_ key: String, from spelling: String, _ text: CarriedSettings.Text) {
        guard reading.carried != nil else { return }
        let path = fullModernPath(key)
        guard let node = node(spelling), !Self.isNull(node) else {
            reading.carried?.set(path, .inForce(text, isMentioned: node(spelling) != nil))
            return
        }
        guard reading.hasFault(in: fullPath(spelling)) else {
            reading.carried?.set(path, .text(text))
            reading.carried?.cover(fullPath(spelling), as: path)
            return
        }
        carryAsIs(spelling, as: key, node)
    }

    /// Keeps that there is a section, even an empty one.
    func carrySection(_ key: String) {
        guard reading.carried != nil, let node = node(key) else { return }
        if case .mapping = node {
            reading.carried?.set(fullModernPath(key), .section)
            reading.carried?.open(fullPath(key))
        } else if Self.isNull(node) {
            reading.carried?.set(fullModernPath(key), .nothing)
        } else {
            carryAsIs(key, as: key, node)
        }
    }

    /// Keeps how many elements a list has, and those that are no sections.
    func carryElements(_ key: String) {
        guard reading.carried != nil, let node = node(key) else { return }
        guard case .sequence(let elements) = node else {
            return Self.isNull(node)
                ? reading.carried?.set(fullModernPath(key), .nothing) ?? () : carryAsIs(key, as: key, node)
        }
        reading.carried?.set(fullModernPath(key), .elements(elements.count))
        reading.carried?.open(fullPath(key))
        for (index, element) in elements.enumerated() {
            let name = "\(key)[\(index)]"
            if case .mapping = element {
                reading.carried?.open(fullPath(name))
            } else {
                carryAsIs(name, as: name, element)
            }
        }
    }

    private func carryAsIs(_ spelling: String, as key: String, _ node: Node) {
        guard let text = YAMLScalar.spelled(node) else { return }
        reading.carried?.set(fullModernPath(key), .text(.inline(text)))
        reading.carried?.cover(fullPath(spelling), as: fullModernPath(key))
    }

    func fullModernPath(_ key: String) -> String { modernPath.isEmpty ? key : "\(modernPath).\(key)" }

    /// What a document says and nobody asked for.
    package struct Leftover: Sendable, Equatable {
        package var key: String
        package var place: String
        /// In YAML, in one line; secrets are in clear. `nil` if it is too long to repeat.
        package var value: String?
    }

    /// What this section says that is not in a current document, in its order; keys with nothing behind them left out.
    ///
    /// - Parameter settings: all that a current document can have.
    package func leftovers(_ settings: [ConfigurationSetting]) -> [Leftover] {
        leftovers(of: mapping ?? [:], below: path, Set(settings.map(\.key)))
    }

    private func leftovers(of mapping: Node.Mapping, below path: String, _ keys: Set<String>) -> [Leftover] {
        mapping.flatMap { name, node in
            // The name as it is, since that is what paths are made of.
            let name = name.scalar?.string ?? "?"
            return leftovers(path.isEmpty ? name : "\(path).\(name)", node, keys)
        }
    }

    private func leftovers(_ path: String, _ node: Node, _ keys: Set<String>) -> [Leftover] {
        guard let carried = reading.carried, !carried.covers(path, with: keys), !Self.isNull(node) else { return [] }
        switch node {
        case .mapping(let mapping) where carried.isOpen(path): return leftovers(of: mapping, below: path, keys)
        case .sequence(let elements) where carried.isOpen(path):
            return elements.enumerated().flatMap { index, node in leftovers("\(path)[\(index)]", node, keys) }
        default:
            return [Leftover(key: path, place: place(of: node), value: YAMLScalar.spelled(node))]
        }
    }
}
