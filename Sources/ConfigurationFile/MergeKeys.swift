// SPDX-License-Identifier: MIT

import Yams

/// Puts what merge keys (`<<`) name where they stand, as YAML readers of the original's world do.
///
/// Keys that are written out win over those that are taken from elsewhere, and the first of several such places wins over the next.
struct MergeKeys {
    struct Failure: Error {
        var mark: Mark?
        var problem: String
    }

    /// Aliases can make a small document endless.
    private var room = 100_000

    static func resolved(_ root: Node) throws(Failure) -> Node {
        var keys = MergeKeys()
        return try keys.resolved(root)
    }

    private mutating func resolved(_ node: Node) throws(Failure) -> Node {
        room -= 1
        guard room > 0 else { throw Failure(mark: node.mark, problem: "too many keys and values after merging (<<)") }
        switch node {
        case .scalar, .alias: return node
        case .sequence(let sequence):
            var elements: [Node] = []
            for element in sequence { elements.append(try resolved(element)) }
            return .sequence(.init(elements, sequence.tag, sequence.style, sequence.mark, sequence.anchor))
        case .mapping(let mapping):
            var pairs: [(Node, Node)] = []
            var merged: [(Node, Node)] = []
            for (key, value) in mapping {
                if Self.isMergeKey(key) {
                    merged += try members(try resolved(value), of: key)
                } else {
                    pairs.append((key, try resolved(value)))
                }
            }
            var names = Set(pairs.map { $0.0.scalar?.string })
            for pair in merged where names.insert(pair.0.scalar?.string).inserted { pairs.append(pair) }
            return .mapping(.init(pairs, mapping.tag, mapping.style, mapping.mark, mapping.anchor))
        }
    }

    private mutating func members(_ node: Node, of key: Node) throws(Failure) -> [(Node, Node)] {
        switch node {
        case .mapping(let mapping):
            room -= mapping.count
            return mapping.map { ($0.key, $0.value) }
        case .sequence(let sequence):
            var result: [(Node, Node)] = []
            for element in sequence {
                guard case .mapping = element else { break }
                result += try members(element, of: key)
            }
            if sequence.allSatisfy({ $0.mapping != nil }) { return result }
        case .scalar, .alias: break
        }
        throw Failure(
            mark: key.mark,
            problem:
                "<< takes keys and values from elsewhere: expected *NAME of an anchor before them, or a list of such")
    }

    private static func isMergeKey(_ key: Node) -> Bool {
        guard let scalar = key.scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return scalar.string == "<<"
    }
}
