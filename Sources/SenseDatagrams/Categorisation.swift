// SPDX-License-Identifier: MIT

package import Monitoring

/// Rules that put log events into categories or drop them.
package struct Categorisation: Sendable, Equatable {
    package var rules: [Rule]
    /// What events get that no rule matches; empty for nothing.
    package var defaultCategories: [Tag]

    /// What happens to the events that one of the filters matches.
    package struct Rule: Sendable, Equatable {
        /// The levels that the rule is about, in either case.
        package var levels: [String]
        package var action: Action
        package var filters: [Filter]

        package init(levels: [String], action: Action, filters: [Filter]) {
            self.levels = levels
            self.action = action
            self.filters = filters
        }
    }

    package enum Action: Sendable, Equatable {
        case categorise([Tag])
        case drop
    }

    /// What a message starts with, ends with or has in it, in the same case.
    package enum Filter: Sendable, Equatable {
        case startsWith(String)
        case endsWith(String)
        case contains(String)
    }

    package init(rules: [Rule], defaultCategories: [Tag]) {
        self.rules = rules
        self.defaultCategories = defaultCategories
    }
}
