// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring

/// How log events get categories.
package struct CategorisationSettings: Sendable {
    package var isEnabled: Bool
    package var rules: [Rule]
    /// What events get that no rule matched; `nil` for nothing.
    package var defaultCategories: [Monitoring.Tag]?

    /// What to do with the events that one of the filters matches.
    package struct Rule: Sendable {
        package var description: String
        package var levels: [Level]
        package var action: Action
        package var categories: [Monitoring.Tag]
        package var filters: [Filter]
    }

    package enum Level: String, CaseIterable, Sendable { case error, warn, info, verbose, debug, silly, fatal }

    package enum Action: String, CaseIterable, Sendable { case categorise, drop }

    /// A text that the message starts with, ends with or has in it.
    package struct Filter: Sendable, Equatable {
        package var kind: Kind
        package var text: String

        package enum Kind: String, CaseIterable, Sendable { case startsWith = "sw", endsWith = "ew", contains = "so" }
    }

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Put log events into categories.")
        rules = section.sections("rules", "The rules, in the order in which they are tried.").map { Rule($0) }
        let otherwise = section.section("ruleDefault", "What happens to events that no rule matches.")
        let isOn = otherwise.enableSwitch("Give them categories as well.", default: true)
        let categories = otherwise.pointTags(
            "category", "Their categories.", example: Tag("qs_log_category", "unknown"))
        defaultCategories = isOn ? categories : nil
        otherwise.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }
}

extension CategorisationSettings.Rule {
    init(_ section: ConfigurationSection) {
        description = section.text(
            "description", default: "", "What the rule is for.", format: .verbatim, example: "Access denied")
        levels = section.choices(
            "logLevel", "The levels that the rule is about.", ignoresCase: true, example: [.warn, .error])
        action = section.choice(
            "action", default: .categorise, "Whether matching events get categories or are dropped.", ignoresCase: true)
        categories = section.pointTags(
            "category", "The categories of matching events.", example: Tag("qs_log_category", "access-denied"))
        filters = section.sections("filter", "Texts of which one has to match.").map { entry in
            let filter = CategorisationSettings.Filter(
                kind: entry.choice(
                    "type", default: .contains, "Where the text is: sw at the start, ew at the end, so anywhere.",
                    ignoresCase: true),
                text: entry.requiredText(
                    "value", "The text, in the same case.", format: .verbatim, takesNumbers: true,
                    example: "Access was denied"))
            if !entry.has("type") { entry.reportMissing("type", "sw, ew or so", hasDefault: true) }
            entry.rejectUnknownKeys()
            return filter
        }
        if !section.has("action") { section.reportMissing("action", "categorise or drop", hasDefault: true) }
        for key in ["logLevel", "filter"] { section.requireElement(of: key) }
        // What is dropped needs no categories.
        if action == .categorise { section.requireElement(of: "category") }
        section.rejectUnknownKeys()
    }
}
