// SPDX-License-Identifier: MIT

import Yams

extension YAMLScalar {
    /// A value of a document in one line, to be read back as the same value; `nil` if it is longer than anybody writes.
    static func spelled(_ node: Node) -> String? {
        // Aliases can make a small document endless.
        var room = 8192
        return spelled(node, &room)
    }

    private static func spelled(_ node: Node, _ room: inout Int) -> String? {
        room -= 2
        guard room > 0 else { return nil }
        switch node {
        case .scalar(let scalar):
            room -= scalar.string.utf8.count
            if ConfigurationSection.isNull(node) { return "~" }
            // What is no text stays as it is written: quotes would make it one.
            return ConfigurationSection.text(node) == nil ? scalar.string : spelled(scalar.string)
        case .sequence(let elements):
            var parts: [String] = []
            for element in elements {
                guard let part = spelled(element, &room) else { return nil }
                parts.append(part)
            }
            return "[\(parts.joined(separator: ", "))]"
        case .mapping(let mapping):
            var parts: [String] = []
            for (name, value) in mapping {
                guard name.scalar != nil, let key = spelled(name, &room), let part = spelled(value, &room) else {
                    return nil
                }
                parts.append("\(key): \(part)")
            }
            return "{\(parts.joined(separator: ", "))}"
        case .alias: return nil
        }
    }
}
