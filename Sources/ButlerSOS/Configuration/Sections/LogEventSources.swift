// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Which Sense services' events are received.
package struct LogEventSources: Sendable, Equatable {
    package var engine: Bool
    package var proxy: Bool
    package var repository: Bool
    package var scheduler: Bool
    /// The engine's performance events.
    package var qixPerformance: Bool

    /// The port is opened if any of them is on.
    package var isAnyOn: Bool { engine || proxy || repository || scheduler || qixPerformance }

    init(_ section: ConfigurationSection) {
        engine = section.isOn("engine", default: false, "Log events of the engine.")
        proxy = section.isOn("proxy", default: false, "Log events of the proxy.")
        repository = section.isOn("repository", default: false, "Log events of the repository.")
        scheduler = section.isOn("scheduler", default: false, "Log events of the scheduler.")
        qixPerformance = section.isOn("qixPerf", default: false, "Performance events of the engine.")
        section.rejectUnknownKeys()
    }
}
