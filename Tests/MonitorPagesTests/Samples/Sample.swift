// SPDX-License-Identifier: MIT

import ConfigurationFile

@testable import MonitorPages

/// Settings and states that tests show.
enum Sample {
    static let root = "Butler-SOS"

    static func setting(
        _ key: String, _ value: String, meaning: String = "What it is for.",
        origin: ConfigurationSetting.Origin = .file("/etc/site.yaml:12:3"), isSecret: Bool = false,
        shape: ConfigurationSetting.Shape = .value
    ) -> ConfigurationSetting {
        ConfigurationSetting(
            key: "\(root).\(key)", kind: "a text", meaning: meaning, fallback: "", value: value, origin: origin,
            isSecret: isSecret, example: "", shape: shape)
    }

    static func configuration(
        _ settings: [ConfigurationSetting], hidesAddresses: Bool = true
    ) -> ShownConfiguration {
        ShownConfiguration(
            [setting("", "", shape: .section)].map {
                var root = $0
                root.key = Sample.root
                return root
            } + settings, root: root, rules: MaskRules(hidesAddresses: hidesAddresses))
    }

    /// A little of everything.
    static let settings = [
        setting("logLevel", "info", meaning: "How much is logged.", origin: .commandLine("--loglevel")),
        setting("influxdbConfig", "", meaning: "The InfluxDB that figures are stored in.", shape: .section),
        setting("influxdbConfig.enable", "true", meaning: "Store in InfluxDB."),
        setting("influxdbConfig.host", "influx.example.com", meaning: "Where it is."),
        setting("influxdbConfig.port", "8086", meaning: "Its port.", origin: .fallback),
        setting("influxdbConfig.v2Config", "", meaning: "Version 2.", shape: .section),
        setting("influxdbConfig.v2Config.token", "**********", meaning: "The token.", isSecret: true),
        setting("influxdbConfig.v2Config.description", "", meaning: "Anything.", origin: .fallback),
        setting("serversToMonitor", "", meaning: "The Sense servers.", shape: .section),
        setting("serversToMonitor.serverTagsDefinition", "[group, branch]", meaning: "The tags."),
        setting("serversToMonitor.servers", "1 element", meaning: "The servers.", shape: .sections),
        setting("serversToMonitor.servers[0].host", "sense1.example.com:4747", meaning: "The engine."),
        setting("serversToMonitor.servers[0].serverName", "sense1", meaning: "What it is called."),
        setting("serversToMonitor.servers[0].serverTags", "{group: prod, branch: \"<b>&\"}", meaning: "Values."),
        setting("serversToMonitor.servers[0].headers", "{X-One: **********}", meaning: "Headers."),
    ]

    static let time = 1_772_600_400

    /// A site with everything in every state.
    static func status() -> SiteStatus {
        var status = SiteStatus(
            time: time,
            program: .init(version: "0.1.0", start: time - 93_784, residentMemory: 48_234_496, usedHeap: 31_457_280),
            telemetry: .init(
                isOn: true, isSending: true, reason: "no switch says no", id: String(repeating: "ab", count: 32),
                collector: "https://telemetry.example.com", nextReport: "2026-03-05T01:00:00Z",
                lastReport: "2026-03-04T01:00:00Z accepted", notes: ["A note."], preview: "{\"v\":2}"))
        let failure = SiteStatus.Failure(
            time: time - 12, category: "connection refused",
            message: "https://sense2.example.com:4747/engine/healthcheck: nobody listens there")
        var working = SiteStatus.Polls()
        working.state = .working
        working.lastSuccess = time - 8
        var failing = SiteStatus.Polls()
        failing.state = .failing
        failing.lastSuccess = time - 4000
        failing.lastFailure = failure
        var figures = SiteStatus.Server.Figures()
        figures.version = "12.1234.5"
        figures.uptime = "3 days, 4h 05m 06s"
        figures.isSaturated = true
        figures.activeApps = 3
        figures.loadedApps = 12
        figures.appsInMemory = 14
        figures.sessions = 1234
        figures.users = 77
        status.servers = [
            .init(name: "sense1", host: "sense1.example.com:4747", polls: working, figures: figures),
            .init(name: "sense2", host: "sense2.example.com:4747", polls: failing),
            .init(name: "sense3", host: "sense3.example.com:4747"),
        ]
        status.sources = [
            .init(
                kind: "Proxy sessions", name: "sense1, /hdr", host: "sense1.example.com:4243", polls: working,
                found: "12 sessions"),
            .init(kind: "App names", name: "Repository", host: "sense1.example.com:4242", polls: failing),
        ]
        status.ports = [
            .init(
                name: "User events", address: "0.0.0.0:9997", isListening: true, received: 12_345, accepted: 12_300,
                dropped: [.init("rate-limit", 40), .init("size", 5)], droppedByKernel: 0, lastEvent: time - 1),
            .init(name: "Log events", address: "0.0.0.0:9996", isListening: false, received: 0, accepted: 0),
        ]
        var delivering = SiteStatus.Destination(name: "influxdb", state: .working)
        delivering.lastSuccess = time - 1
        delivering.delivered = 1_234_567
        var stuck = SiteStatus.Destination(name: "mqtt", state: .failing)
        stuck.lastSuccess = time - 86_400
        stuck.lastFailure = failure
        stuck.waitingRecords = 12
        stuck.waitingBytes = 2400
        stuck.spooledRecords = 50_000
        stuck.spooledBytes = 12_582_912
        stuck.dropped = [.init("expired", 3)]
        var prometheus = SiteStatus.Destination(name: "prometheus", state: .working)
        prometheus.isFetched = true
        prometheus.delivered = 42
        var silent = SiteStatus.Destination(name: "influxdb two", state: .unanswered)
        silent.lastSuccess = time - 75
        silent.silentSeconds = 74
        silent.waitingRecords = 5
        silent.waitingBytes = 500
        status.destinations = [
            delivering, silent, stuck, .init(name: "newrelic one events", state: .waiting), prometheus,
        ]
        return status
    }

    /// A site without anything.
    static let nothing = SiteStatus(
        time: time, program: .init(version: "0.1.0", start: time),
        telemetry: .init(isOn: false, isSending: false, reason: "the configuration says so", preview: "{}"))
}
