// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring

/// A UDP port that Sense sends events to, and the queue behind it.
package struct EventListenerSettings: Sendable {
    package var host: String
    package var port: Int
    /// Has no effect: messages are parsed one after the other. Known so that files of the original are taken.
    package var maximumConcurrent: Int
    /// Messages that are read in one go, and so wait unparsed; the rest waits in the kernel.
    package var maximumWaiting: Int
    /// The share of `maximumWaiting`, in percent, from which on a warning is logged.
    package var warningPercentage: Int
    /// `nil` without a limit.
    package var maximumPerMinute: Int?
    /// In bytes.
    package var maximumMessageSize: Int
    /// The senders whose messages count; `nil` for all.
    package var allowedSources: [String]?
    package var queueMetrics: QueueMetrics

    /// Points about the queue.
    package struct QueueMetrics: Sendable {
        package var isStoredInInfluxDB: Bool
        package var writeInterval: Duration
        package var measurementName: String
        package var tags: [Monitoring.Tag]
    }

    init(_ section: ConfigurationSection, portKey: String, port fallback: Int, measurement: String) {
        host = section.requiredText(
            "serverHost", "The address that Sense sends to: one of this host, or 0.0.0.0 for all.", format: .host,
            example: "0.0.0.0")
        port = section.port(portKey, default: fallback, "The UDP port.")
        let queue = section.section("messageQueue", "The messages that wait to be handled.")
        maximumConcurrent = queue.integer(
            "maxConcurrent", in: 1...10_000, what: "messages", default: 10,
            "Accepted without effect: messages are parsed one after the other, in the order in which they came.")
        maximumWaiting = queue.integer(
            "maxSize", in: 1...1_000_000, what: "messages", default: 200,
            "How many may be read and wait to be parsed, 28 MiB of both ports at most; the rest waits in the kernel. With 100000 "
                + "only the 28 MiB count: they keep bursts of 70,000 long events or 100,000 mixed ones."
        )
        warningPercentage = queue.integer(
            "backpressureThreshold", in: 1...100, what: "percent", default: 80,
            "The share of maxSize from which on a warning is logged.")
        queue.rejectUnknownKeys()
        let rate = section.section("rateLimit", "A limit to how many messages are taken.")
        let isLimited = rate.enableSwitch("Limit the messages.")
        let limit = rate.integer(
            "maxMessagesPerMinute", in: 1...100_000_000, what: "messages", default: 600,
            "How many messages are taken in a minute, of all senders together.")
        maximumPerMinute = isLimited ? limit : nil
        rate.rejectUnknownKeys()
        maximumMessageSize = section.integer(
            "maxMessageSize", in: 1...65_535, what: "bytes", default: 65_507, "The longest message that is taken.")
        let isChecked = section.boolean(
            "enableSourceValidation", default: false, "Take messages of allowedSources only.")
        let sources = section.texts(
            "allowedSources", "The senders: IPv4 addresses, IPv6 addresses or host names.", format: .host,
            example: ["sense1.example.com"])
        allowedSources = isChecked ? sources.map(Self.withoutBrackets) : nil
        if isChecked, sources.isEmpty { section.warn("allowedSources", "is empty, so every message is refused") }
        let metrics = section.section("queueMetrics", "Points about the queue.")
        queueMetrics = QueueMetrics(metrics.section("influxdb", "Their way to InfluxDB."), measurement: measurement)
        metrics.rejectUnknownKeys()
        section.rejectUnknownKeys()
    }

    /// The address in `[::1]`, as others write it.
    private static func withoutBrackets(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}

extension EventListenerSettings.QueueMetrics {
    init(_ section: ConfigurationSection, measurement: String) {
        isStoredInInfluxDB = section.enableSwitch("Store the state of the queue in InfluxDB.")
        writeInterval = section.interval("writeFrequency", default: 20_000, "The time between two points.")
        measurementName = section.text("measurementName", default: measurement, "The measurement.")
        tags = section.pointTags("tags", "Fixed tags of the points.")
        section.rejectUnknownKeys()
    }
}
