// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import Synchronization

/// Remembers how each configured server and source last was, and nothing of any other.
final class SiteState: ObservationSink {
    /// Of something that is asked again and again.
    struct Polls: Sendable {
        /// `nil` before the first one has ended.
        var isUp: Bool?
        var lastSuccess: Timestamp?
        var lastFailure: PollFailure?
        var lastFailureTime: Timestamp?
    }

    /// What a server's engine last said, as far as it is shown.
    struct Figures: Sendable {
        var version: String?
        var started: String?
        var isSaturated: Bool?
        var activeApps: Int?
        var loadedApps: Int?
        var appsInMemory: Int?
        var sessions: Int?
        var users: Int?
    }

    struct Known: Sendable {
        var polls: [PollTarget: Polls] = [:]
        /// By the server's name.
        var figures: [String: Figures] = [:]
        /// How many sessions there are.
        var sessions: [PollTarget: Int] = [:]
        var lastUserEvent: Timestamp?
        var lastLogEvent: Timestamp?
    }

    private let targets: Set<PollTarget>
    private let names: Set<String>
    private let now: @Sendable () -> Timestamp
    private let known = Mutex(Known())

    /// - Parameter targets: what is asked; bounds what is remembered.
    init(targets: [PollTarget], now: @escaping @Sendable () -> Timestamp) {
        self.targets = Set(targets)
        names = Set(targets.filter { $0.kind == .health }.map(\.serverName))
        self.now = now
    }

    var current: Known { known.withLock { $0 } }

    func receive(_ observations: [Observation]) {
        for observation in observations {
            switch observation {
            case .polled(let outcome): take(outcome)
            case .engineHealth(let health, let server, _, _):
                guard names.contains(server.name) else { continue }
                known.withLock { $0.figures[server.name] = Figures(health) }
            case .proxySessions(let sessions):
                let target = PollTarget(
                    .sessions, serverName: sessions.server.name, host: sessions.host,
                    virtualProxy: sessions.virtualProxy)
                guard targets.contains(target) else { continue }
                known.withLock { $0.sessions[target] = sessions.sessions.count }
            // Events come many at a time, and all of a kind: the first one tells.
            case .userEvent:
                let time = now()
                return known.withLock { $0.lastUserEvent = time }
            case .logEvent:
                let time = now()
                return known.withLock { $0.lastLogEvent = time }
            case .logDatabaseEntry, .eventFigures, .programUsage, .deliveryFailed: return
            }
        }
    }

    private func take(_ outcome: PollOutcome) {
        guard targets.contains(outcome.target) else { return }
        known.withLock { known in
            var polls = known.polls[outcome.target] ?? Polls()
            polls.isUp = outcome.failure == nil
            if let failure = outcome.failure {
                polls.lastFailure = failure
                polls.lastFailureTime = outcome.time
            } else {
                polls.lastSuccess = outcome.time
            }
            known.polls[outcome.target] = polls
        }
    }
}

extension SiteState.Figures {
    init(_ health: EngineHealth) {
        func whole(_ number: Double?) -> Int? { number.flatMap { Int(exactly: $0.rounded()) } }
        version = health.version
        started = health.started
        isSaturated = health.saturated
        activeApps = health.apps?.active?.count
        loadedApps = health.apps?.loaded?.count
        appsInMemory = health.apps?.inMemory?.count
        sessions = whole(health.sessions?.active)
        users = whole(health.users?.active)
    }
}
