// SPDX-License-Identifier: MIT

import Monitoring

/// Writes figures as New Relic takes them: an object with what its gauges have in common, and the gauges.
struct NewRelicMetricEncoder: Sendable {
    var configuration: NewRelicMetricsConfiguration

    /// `nil` for what this account does not get, or if no figure is left.
    func encode(_ observation: Observation) -> [UInt8]? {
        switch observation {
        case .engineHealth(let health, let server, _, let time):
            guard let servers = configuration.servers else { return nil }
            return Self.object(
                HealthFigure.all.filter { servers.figures.contains($0.figures) }.map { ($0.name, $0.value(health)) },
                attributes: server.tags.with(servers.attributes), interval: servers.healthInterval, at: time)
        case .proxySessions(let sessions):
            guard let servers = configuration.servers, servers.figures.contains(.proxySessions) else { return nil }
            return Self.object(
                [("qs_proxySessions", Double(sessions.sessions.count))],
                attributes: sessions.tags.with(servers.attributes), interval: servers.sessionInterval,
                at: sessions.time)
        case .programUsage(let usage):
            guard let own = configuration.own else { return nil }
            let memory = usage.memory
            let figures: [(String, Double?)] = [
                ("qs_butlerSosHeapUsed", own.sendsMemory ? memory.heapUsed.map(Double.init) : nil),
                ("qs_butlerSosHeapTotal", own.sendsMemory ? memory.heapTotal.map(Double.init) : nil),
                ("qs_butlerSosExternalMem", own.sendsMemory ? Double(ProgramUsage.external) : nil),
                ("qs_butlerSosProcessMem", own.sendsMemory ? memory.resident.map(Double.init) : nil),
                ("qs_butlerSosUptimeMillisec", own.sendsUptime ? Double(usage.uptime.milliseconds) : nil),
            ]
            return Self.object(figures, attributes: own.attributes, interval: usage.interval, at: usage.time)
        default: return nil
        }
    }

    private static func object(
        _ figures: [(name: String, value: Double?)], attributes: [Tag], interval: Duration?, at time: Timestamp
    ) -> [UInt8]? {
        var text = LineText(capacity: 2048)
        text.write("{\"common\":{\"timestamp\":")
        text.write(time.milliseconds)
        if let interval {
            text.write(",\"interval.ms\":")
            text.write(interval.milliseconds)
        }
        text.write(",\"attributes\":{")
        for (index, tag) in [Tag]().with(NewRelicLimits.cut(attributes)).enumerated() {
            if index > 0 { text.write(",") }
            text.writeJSONString(tag.name)
            text.write(":")
            text.writeJSONString(tag.value)
        }
        text.write("}},\"metrics\":[")
        let start = text.count
        for (name, value) in figures {
            guard let value, value.isFinite else { continue }
            text.write(text.count == start ? "{\"name\":\"" : ",{\"name\":\"")
            text.write(text: name)
            text.write("\",\"type\":\"gauge\",\"value\":")
            text.write(value)
            text.write("}")
        }
        guard text.count > start else { return nil }
        text.write("]}")
        return text.bytes
    }

    /// A gauge of a server's engine.
    private struct HealthFigure {
        var name: String
        var figures: NewRelicMetricsConfiguration.Figures
        var value: @Sendable (EngineHealth) -> Double?

        /// Names are spelled as dashboards know them, mistakes included.
        static let all: [HealthFigure] = [
            .init(name: "qs_memCommited", figures: .memory) { bytes($0.memory?.committed) },
            .init(name: "qs_memAllocated", figures: .memory) { bytes($0.memory?.allocated) },
            .init(name: "qs_memFree", figures: .memory) { bytes($0.memory?.free) },
            .init(name: "qs_cpuTotal", figures: .cpu) { $0.cpuTotal },
            .init(name: "qs_engineCalls", figures: .calls) { $0.apps?.calls },
            .init(name: "qs_engineSelections", figures: .selections) { $0.apps?.selections },
            .init(name: "qs_engineSessionsActive", figures: .sessions) { $0.sessions?.active },
            .init(name: "qs_engineSessionsTotal", figures: .sessions) { $0.sessions?.total },
            .init(name: "qs_engineUsersActive", figures: .users) { $0.users?.active },
            .init(name: "qs_engineUsersTotal", figures: .users) { $0.users?.total },
            .init(name: "qs_engineSaturated", figures: .saturated) { $0.saturated.map { $0 ? 1 : 0 } },
            .init(name: "qs_docsActiveCount", figures: .appCounts) { count($0.apps?.active) },
            .init(name: "qs_docsLoadedCount", figures: .appCounts) { count($0.apps?.loaded) },
            .init(name: "qs_docsInMemoryCount", figures: .appCounts) { count($0.apps?.inMemory) },
            .init(name: "qs_cacheHits", figures: .cache) { $0.cache?.hits },
            .init(name: "qs_cacheLookups", figures: .cache) { $0.cache?.lookups },
            .init(name: "qs_cacheaAdded", figures: .cache) { $0.cache?.added },
            .init(name: "qs_cacheAdded", figures: .cache) { $0.cache?.added },
            .init(name: "qs_cacheReplaced", figures: .cache) { $0.cache?.replaced },
            .init(name: "qs_cacheBytesAdded", figures: .cache) { $0.cache?.bytesAdded },
        ]

        private static func bytes(_ megabytes: Double?) -> Double? { megabytes.map { $0 * 1_048_576 } }
        private static func count(_ apps: [String]?) -> Double? { apps.map { Double($0.count) } }
    }
}

extension Duration {
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
