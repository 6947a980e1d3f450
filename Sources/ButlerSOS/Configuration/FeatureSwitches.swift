// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Which of the reported features the configuration switches on. Each of them is there: a report never says more than is true.
package struct FeatureSwitches: Sendable, Equatable {
    /// The configuration keys of each feature, in the order of the report. Any of them being true means "on": the second
    /// spelling is that of older configurations.
    package static let keys: [(feature: String, keys: [String])] = [
        ("heartbeat", ["heartbeat.enable", "heartbeat.enabled"]),
        ("dockerHealthCheck", ["dockerHealthCheck.enable", "dockerHealthCheck.enabled"]),
        ("uptimeMonitor", ["uptimeMonitor.enable", "uptimeMonitor.enabled"]),
        ("uptimeMonitor_storeInInfluxdb", ["uptimeMonitor.storeInInfluxdb.butlerSOSMemoryUsage"]),
        ("udpServer", ["userEvents.enable"]),
        ("logdb", ["logdb.enable", "logdb.enableLogDb"]),
        ("mqtt", ["mqttConfig.enable", "mqttConfig.enableMQTT"]),
        ("influxdb", ["influxdbConfig.enable", "influxdbConfig.enableInfluxdb"]),
        ("prometheus", ["prometheus.enable"]),
        ("appNames", ["appNames.enableAppNameExtract"]),
        ("userSessions", ["userSessions.enableSessionExtract"]),
    ]

    /// Enabled in the configuration.
    package var enabled: Set<String>

    package init(enabled: Set<String>) { self.enabled = enabled }

    init(_ root: ConfigurationSection) {
        self.init(
            enabled: Set(Self.keys.filter { entry in entry.keys.contains { root.isTrue(inside: $0) } }.map(\.feature)))
    }

    /// What a report says.
    package var flags: [String: Bool] {
        Dictionary(uniqueKeysWithValues: Self.keys.map { ($0.feature, enabled.contains($0.feature)) })
    }
}
