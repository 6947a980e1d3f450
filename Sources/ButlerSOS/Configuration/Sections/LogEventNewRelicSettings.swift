// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Which log events go to New Relic.
package struct LogEventNewRelicSettings: Sendable {
    package var isEnabled: Bool
    package var accounts: [String]
    package var engine: Source
    package var proxy: Source
    package var repository: Source
    package var scheduler: Source

    /// What of one service is sent.
    package struct Source: Sendable, Equatable {
        package var isEnabled: Bool
        package var sendsErrors: Bool
        package var sendsWarnings: Bool
    }

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Send log events to New Relic.")
        accounts = section.accountNames(
            "destinationAccount", "The accounts to send to, by their accountName in thirdPartyToolsCredentials.")
        let source = section.section("source", "Which events are sent.")
        engine = Source(source, "engine")
        proxy = Source(source, "proxy")
        repository = Source(source, "repository")
        scheduler = Source(source, "scheduler")
        source.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }
}

extension LogEventNewRelicSettings.Source {
    init(_ source: ConfigurationSection, _ name: String) {
        let section = source.section(name, "Events of the \(name).")
        isEnabled = section.enableSwitch("Send events of the \(name).", default: true)
        // The original allows further members here, so unknown ones are no mistakes.
        let levels = section.section("logLevel", "Which levels are sent.")
        sendsErrors = levels.boolean("error", default: true, "Send errors.")
        sendsWarnings = levels.boolean("warn", default: true, "Send warnings.")
        levels.warnOfUnknownKeys()
        section.rejectUnknownKeys()
    }
}
