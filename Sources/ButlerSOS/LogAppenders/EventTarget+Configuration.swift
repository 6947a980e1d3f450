// SPDX-License-Identifier: MIT

import ConfigurationFile

extension EventTarget {
    /// What a configuration says about where events are received.
    struct Configured {
        var userPort = 9997
        var logPort = 9996
        /// What keeps the ports from being known.
        var problems: [String] = []
        /// What is received nowhere, because it is switched off.
        var notes: [String] = []
    }

    /// Reads the ports alone: whatever else is wrong with the file does not matter here, nor do files it names.
    static func read(_ path: String) -> Configured {
        let reading = ConfigurationReading()
        do {
            let document = try ConfigurationFile.read(path, reading: reading)
            let configuration = MonitorConfiguration.read(document, path: path, environment: [:], reading: reading)
            var configured = Configured()
            configured.userPort = configuration.userEvents.listener.port
            configured.logPort = configuration.logEvents.listener.port
            configured.problems = (reading.problems + configuration.notes).filter(isAboutPorts).map(\.description)
            configured.notes = switchedOff(configuration).map { "\($0) is off in \(path), so nobody listens for it" }
            return configured
        } catch {
            return Configured(problems: ["\(error)"])
        }
    }

    private static let portKeys = [
        "userEvents.udpServerConfig.portUserActivityEvents", "logEvents.udpServerConfig.portLogEvents",
    ].map { "\(MonitorConfiguration.rootKey).\($0)" }

    /// It is about a port or about a section that a port is in.
    private static func isAboutPorts(_ problem: ConfigurationProblem) -> Bool {
        portKeys.contains { $0 == problem.key || $0.hasPrefix("\(problem.key).") }
    }

    private static func switchedOff(_ configuration: MonitorConfiguration) -> [String] {
        let sources = configuration.logEvents.sources
        return [
            ("userEvents", configuration.userEvents.isEnabled), ("logEvents.source.engine", sources.engine),
            ("logEvents.source.proxy", sources.proxy), ("logEvents.source.repository", sources.repository),
            ("logEvents.source.scheduler", sources.scheduler), ("logEvents.source.qixPerf", sources.qixPerformance),
        ].filter { !$0.1 }.map(\.0)
    }
}
