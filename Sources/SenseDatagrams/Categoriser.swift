// SPDX-License-Identifier: MIT

import Monitoring

/// Applies rules to the bytes of a level and a message.
struct Categoriser: Sendable {
    private let rules: [Rule]
    private let otherwise: [Tag]

    enum Verdict {
        case categories([Tag])
        case drop
    }

    private struct Rule {
        /// In lower case.
        let levels: [[UInt8]]
        /// `nil` drops.
        let categories: [Tag]?
        let filters: [Filter]
    }

    private struct Filter {
        let kind: Kind
        let pattern: BytePattern

        enum Kind { case startsWith, endsWith, contains }

        init(_ filter: Categorisation.Filter) {
            switch filter {
            case .startsWith(let text): (kind, pattern) = (.startsWith, BytePattern(text))
            case .endsWith(let text): (kind, pattern) = (.endsWith, BytePattern(text))
            case .contains(let text): (kind, pattern) = (.contains, BytePattern(text))
            }
        }

        func matches(_ message: UnsafeRawBufferPointer) -> Bool {
            switch kind {
            case .startsWith: pattern.isPrefix(of: message)
            case .endsWith: pattern.isSuffix(of: message)
            case .contains: pattern.firstMatch(in: message) != nil
            }
        }
    }

    init(_ categorisation: Categorisation) {
        rules = categorisation.rules.map { rule in
            let categories: [Tag]? =
                switch rule.action {
                case .categorise(let categories): Self.withoutDuplicates(categories)
                case .drop: nil
                }
            return Rule(
                levels: rule.levels.map { $0.utf8.map(ASCII.lowercase) }, categories: categories,
                filters: rule.filters.map(Filter.init))
        }
        otherwise = Self.withoutDuplicates(categorisation.defaultCategories)
    }

    /// The categories of an event without a level or a message that rules could look at.
    var withoutRules: [Tag] { otherwise }

    /// Tries the rules in order. Every one that matches adds its categories, until one drops the event.
    func verdict(level: UnsafeRawBufferPointer, message: UnsafeRawBufferPointer) -> Verdict {
        var found: [Tag]?
        for rule in rules where Self.isAbout(level, rule) && rule.filters.contains(where: { $0.matches(message) }) {
            guard let categories = rule.categories else { return .drop }
            // Mostly one rule matches, whose categories need no copy.
            found = found.map { Self.withoutDuplicates($0 + categories) } ?? categories
        }
        return .categories(found ?? otherwise)
    }

    private static func isAbout(_ level: UnsafeRawBufferPointer, _ rule: Rule) -> Bool {
        rule.levels.contains { name in
            guard name.count == level.count else { return false }
            for offset in name.indices where ASCII.lowercase(level[offset]) != name[offset] { return false }
            return true
        }
    }

    private static func withoutDuplicates(_ tags: [Tag]) -> [Tag] {
        var seen: Set<Tag> = []
        return tags.filter { seen.insert($0).inserted }
    }
}
