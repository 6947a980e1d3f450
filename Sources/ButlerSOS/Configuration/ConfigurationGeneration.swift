// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Which generation of the original a file was written for. They differ in keys and in one default.
enum ConfigurationGeneration: Equatable {
    case version5
    case version15

    /// Any key that only the older generation had makes a file one of that generation.
    init(_ root: ConfigurationSection) {
        let olderKeys: [(section: String, keys: [String])] = [
            ("influxdbConfig", ["hostIP", "hostPort", "dbName", "auth", "retentionPolicy", "enableInfluxdb"]),
            ("mqttConfig", ["enableMQTT"]), ("heartbeat", ["enabled"]), ("dockerHealthCheck", ["enabled"]),
            ("uptimeMonitor", ["enabled"]),
        ]
        let hasOlderKey = olderKeys.contains { entry in entry.keys.contains { root.section(entry.section).has($0) } }
        let hasLogDatabaseHost = root.section("serversToMonitor").sections("servers").contains { $0.has("logDbHost") }
        self = hasOlderKey || root.has("logdb") || hasLogDatabaseHost ? .version5 : .version15
    }
}
