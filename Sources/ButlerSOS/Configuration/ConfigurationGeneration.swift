// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Which generation of the original a file was written for. They differ in keys and in one default.
enum ConfigurationGeneration: String, CaseIterable {
    case version5
    case version15

    /// Keys that only the older generation had.
    private static let olderKeys = [
        "influxdbConfig.hostIP", "influxdbConfig.hostPort", "influxdbConfig.dbName", "influxdbConfig.auth",
        "influxdbConfig.retentionPolicy", "userEvents.sendToMQTT.topic",
    ]

    /// What the older generation had, and files that were carried on since may have kept.
    private static let keptKeys = [
        "influxdbConfig.enableInfluxdb", "mqttConfig.enableMQTT", "heartbeat.enabled", "dockerHealthCheck.enabled",
        "uptimeMonitor.enabled", "logdb",
    ]

    /// Keys that only the newer generation has.
    private static let newerKeys = [
        "influxdbConfig.host", "influxdbConfig.version", "influxdbConfig.v1Config", "influxdbConfig.v2Config",
        "influxdbConfig.v3Config", "serversToMonitor.rejectUnauthorized", "newRelic", "logEvents", "errorTracking",
        "qlikSenseEvents", "userEvents.sendToMQTT.postTo",
    ]

    /// Any key that only the older generation had makes a file one of that generation. What a newer file may have kept does so only
    /// if nothing speaks against it.
    init(_ root: ConfigurationSection) {
        let isOlder = Self.olderKeys.contains { root.has(inside: $0) }
        let isNewer = Self.newerKeys.contains { root.has(inside: $0) }
        let hasKept =
            Self.keptKeys.contains { root.has(inside: $0) }
            || root.section("serversToMonitor").sections("servers").contains { $0.has("logDbHost") }
        self = isOlder || hasKept && !isNewer ? .version5 : .version15
    }
}
