// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import MonitoringPipeline
import ServiceLifecycle
import Synchronization

/// Counts failed polls and deliveries, and says once a day how many there were.
///
/// A day is a day in UTC. Its counts are logged when it is over, and when the program ends.
final class ErrorTracker: Service, ObservationSink, CustomStringConvertible {
    private struct Today {
        var day: Int
        var counts = ErrorCounts()
    }

    private static let secondsOfDay = 86_400

    private let logsSummary: Bool
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let today: Mutex<Today>

    init(
        logsSummary: Bool, clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        self.logsSummary = logsSummary
        self.clock = clock
        self.now = now
        self.logger = logger
        today = Mutex(Today(day: now().seconds / Self.secondsOfDay))
    }

    /// Service groups log their services; nothing of the configuration must show there.
    var description: String { "ErrorTracker" }

    func receive(_ observations: [Observation]) {
        for observation in observations { take(observation) }
    }

    private func take(_ observation: Observation) {
        switch observation {
        case .polled(let outcome) where outcome.failure != nil:
            add(outcome.target.kind.errorType, server: outcome.target.serverName, at: outcome.time)
        case .deliveryFailed(let failed): add(failed.errorType, server: "", at: failed.time)
        case .engineHealth, .proxySessions, .polled, .userEvent, .logEvent, .logDatabaseEntry, .eventFigures,
            .programUsage:
            break
        }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let left = Self.secondsOfDay - self.now().seconds % Self.secondsOfDay
                guard (try? await self.clock.sleep(for: .seconds(left))) != nil else { return }
                self.startDay(of: self.now())
            }
        }
        report(today.withLock { $0.counts })
    }

    private func add(_ type: String, server: String, at time: Timestamp) {
        startDay(of: time)
        today.withLock { $0.counts.add(type, server: server) }
    }

    /// Ends the day before if that has not happened: the clock of the host may be set while this sleeps.
    private func startDay(of time: Timestamp) {
        let day = time.seconds / Self.secondsOfDay
        let ended = today.withLock { today -> ErrorCounts? in
            guard day > today.day else { return nil }
            defer { today = Today(day: day) }
            return today.counts
        }
        if let ended { report(ended) }
    }

    private func report(_ counts: ErrorCounts) {
        guard logsSummary, !counts.isEmpty else { return }
        logger.notice(
            "ERROR TRACKER: error counts of the day (UTC)",
            metadata: ["total": "\(counts.total)", "details": "\(counts.json)"])
    }
}
