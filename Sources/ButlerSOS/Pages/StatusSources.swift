// SPDX-License-Identifier: MIT

import Destinations
import LifeSigns
import MonitorPages
import Monitoring
import MonitoringPipeline
import SenseSources
import TelemetryClient
import TelemetryWire

/// What the status page is made from: asked only while somebody looks.
struct StatusSources: Sendable {
    var targets: PolledTargets
    var site: SiteState
    var ports: [Port]
    /// Prometheus has counters and no runner.
    var destinations: [Counted]
    var telemetry: Telemetry
    var apps: AppNameTable?
    var startTime: Int
    /// Takes secrets out of what others say.
    var redaction: Redaction

    struct Port: Sendable {
        var name: String
        var address: String
        var isOfUsers: Bool
        var receiver: DatagramReceiver
    }

    struct Counted: Sendable {
        var name: String
        var isFetched = false
        var counters: DestinationCounters
    }
}

extension StatusSources {
    /// How everything is.
    ///
    /// - Parameter time: seconds since 1970.
    func status(at time: Int) -> SiteStatus {
        let known = site.current
        let memory = ProgramUsage.Memory.current()
        var status = SiteStatus(
            time: time,
            program: .init(
                version: ButlerSOSVersion.current, start: startTime, residentMemory: memory.resident,
                usedHeap: memory.heapUsed),
            telemetry: telemetryStatus(at: time))
        status.servers = targets.health.map { target in
            .init(
                name: target.serverName, host: target.host, polls: polls(known, target),
                figures: known.figures[target.serverName].map {
                    figures($0, isCurrent: known.polls[target]?.isUp == true, at: time)
                })
        }
        status.sources = otherSources(known)
        for port in ports { port.receiver.readKernelDrops() }
        status.ports = ports.map { self.port($0, known) }
        status.destinations = destinations.map { destination($0, at: time) }
        return status
    }

    private func polls(_ known: SiteState.Known, _ target: PollTarget) -> SiteStatus.Polls {
        var polls = SiteStatus.Polls()
        guard let last = known.polls[target] else { return polls }
        polls.state = last.isUp == true ? .working : .failing
        polls.lastSuccess = last.lastSuccess?.seconds
        if let failure = last.lastFailure, let time = last.lastFailureTime {
            polls.lastFailure = self.failure(failure.category, failure.message, at: time)
        }
        return polls
    }

    private func failure(
        _ category: PollFailure.Category, _ message: String, at time: Timestamp
    ) -> SiteStatus.Failure {
        .init(
            time: time.seconds, category: category.rawValue.replacing("_", with: " "),
            message: redaction.redact(message))
    }

    /// - Parameter isCurrent: the server answers; what it said before it stopped is no news.
    private func figures(
        _ figures: SiteState.Figures, isCurrent: Bool, at time: Int
    ) -> SiteStatus.Server.Figures {
        var result = SiteStatus.Server.Figures()
        result.version = figures.version
        guard isCurrent else { return result }
        result.uptime = figures.started.flatMap { EngineStart($0, localOffset: WallClock.localOffset()) }.map {
            $0.uptimeText(at: Timestamp(secondsSinceEpoch: time))
        }
        result.isSaturated = figures.isSaturated
        result.activeApps = figures.activeApps
        result.loadedApps = figures.loadedApps
        result.appsInMemory = figures.appsInMemory
        result.sessions = figures.sessions
        result.users = figures.users
        return result
    }

    private func otherSources(_ known: SiteState.Known) -> [SiteStatus.Source] {
        var sources = targets.sessions.map { target in
            SiteStatus.Source(
                kind: "Proxy sessions", name: "\(target.serverName), \(target.virtualProxy ?? "/")", host: target.host,
                polls: polls(known, target),
                found: known.sessions[target].map { "\($0) session\($0 == 1 ? "" : "s")" })
        }
        if let target = targets.appNames {
            let count = apps.map { $0.current.count }
            sources.append(
                .init(
                    kind: "App names", name: "Repository", host: target.host, polls: polls(known, target),
                    found: count.map { "\($0) app\($0 == 1 ? "" : "s")" }))
        }
        if let target = targets.logDatabase {
            sources.append(
                .init(kind: "Log database", name: "Log database", host: target.host, polls: polls(known, target)))
        }
        return sources
    }

    private func port(_ port: Port, _ known: SiteState.Known) -> SiteStatus.Port {
        let values = port.receiver.counters.current
        return SiteStatus.Port(
            name: port.name, address: port.address, isListening: values.isListening, received: values.received,
            accepted: values.accepted,
            dropped: values.dropped.map { SiteStatus.Count($0.key.label, $0.value) }.sorted { $0.reason < $1.reason },
            droppedByKernel: values.droppedByKernel,
            lastEvent: (port.isOfUsers ? known.lastUserEvent : known.lastLogEvent)?.seconds)
    }

    /// What a destination answers, it answers in less time, in seconds.
    private static let patience = 10

    func destination(_ counted: Counted, at time: Int) -> SiteStatus.Destination {
        let values = counted.counters.current
        let silence = values.deliveringSince.map { time - $0.seconds } ?? 0
        let isSilent = values.isUp != false && values.waiting + values.spooled > 0 && silence >= Self.patience
        let state: SiteStatus.State =
            switch values.isUp {
            case _ where isSilent: .unanswered
            case true: .working
            case false: .failing
            case nil: counted.isFetched ? .working : .waiting
            }
        var destination = SiteStatus.Destination(name: counted.name, state: state)
        destination.isFetched = counted.isFetched
        destination.silentSeconds = isSilent ? silence : nil
        destination.lastSuccess = values.lastSuccess?.seconds
        destination.lastFailure = values.lastFailure.map { failure($0.category, $0.message, at: $0.time) }
        destination.waitingRecords = values.waiting
        destination.waitingBytes = values.waitingBytes
        destination.spooledRecords = values.spooled
        destination.spooledBytes = values.spooledBytes
        destination.delivered = values.written
        destination.dropped = values.dropped.map {
            SiteStatus.Count($0.key.rawValue.replacing("_", with: " "), $0.value)
        }.sorted { $0.reason < $1.reason }
        return destination
    }

    private func telemetryStatus(at time: Int) -> SiteStatus.TelemetryStatus {
        let answer = telemetry.status(at: time)
        func text(_ name: String, _ value: JSONValue? = nil) -> String? {
            guard case .string(let text) = (value ?? answer.json)[name] else { return nil }
            return text
        }
        let last = answer.json["lastReport"]
        return SiteStatus.TelemetryStatus(
            isOn: telemetry.verdict.isOn, isSending: telemetry.isSending && answer.isWell, reason: telemetry.reason,
            id: text("id"), collector: text("collector"),
            nextReport: text("nextReport"),
            lastReport: last.flatMap { report in
                text("time", report).map { "\($0) \(text("state", report) ?? "")" }
            },
            notes: telemetry.notes + (text("problem").map { [$0] } ?? []), preview: telemetry.preview(at: time))
    }
}
