// SPDX-License-Identifier: MIT

import ServiceLifecycle

/// Sends the datagrams of a site as a schedule says, over UDP and so without knowing who gets them.
///
/// Promises: never more than are due, nor more than wanted in all. Falls behind the schedule only as far as the system does
/// not take datagrams fast enough, and then catches up.
package struct EventSender: Service, CustomStringConvertible {
    /// Where datagrams go.
    package struct Target: Sendable, Equatable {
        package var host: String
        package var userPort: Int
        package var logPort: Int
        /// The address of this host to send from; any if there is none.
        package var source: String?

        package init(host: String = "127.0.0.1", userPort: Int = 9997, logPort: Int = 9996, source: String? = nil) {
            self.host = host
            self.userPort = userPort
            self.logPort = logPort
            self.source = source
        }
    }

    private let feed: EventFeed
    private let schedule: EventSchedule
    private let target: Target
    private let limit: Int
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Double
    private let onFinish: @Sendable (EventReport) -> Void

    /// - Parameters:
    ///   - limit: how many datagrams there are in all; as many as the schedule says if there is no limit.
    ///   - clock: by which the schedule goes.
    ///   - now: the time in seconds since 1970, which events tell.
    ///   - onFinish: called once `run` has sent its last datagram.
    package init(
        _ feed: EventFeed, to target: Target, schedule: EventSchedule, limit: Int? = nil,
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Double,
        onFinish: @escaping @Sendable (EventReport) -> Void = { _ in }
    ) {
        self.feed = feed
        self.schedule = schedule
        self.target = target
        self.limit = limit ?? .max
        self.clock = clock
        self.now = now
        self.onFinish = onFinish
    }

    /// The name alone, since a service group logs it.
    package var description: String { "EventSender" }

    /// Sends until nothing is due any more, or until graceful shutdown.
    package func run() async throws { onFinish(try await send()) }

    /// The same, and returns what was sent.
    package func send() async throws(EventSendingFailure) -> EventReport {
        var feed = feed
        guard !feed.isEmpty else { return feed.report }
        let user = DatagramBatch(
            try DatagramSocket(host: target.host, port: target.userPort, source: target.source))
        let log = DatagramBatch(try DatagramSocket(host: target.host, port: target.logPort, source: target.source))
        let stopwatch = Stopwatch(clock)
        var sent = 0
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            let elapsed = stopwatch.elapsed
            // Not too many at a time, so that somebody else may do something in between.
            let count = min(min(schedule.due(by: elapsed), limit) - sent, 1024)
            if count > 0 {
                let times = EventTimes(Moment(secondsSinceEpoch: now()))
                for _ in 0..<count {
                    let next = feed.next()
                    let batch = next.template.port == .user ? user : log
                    batch.append(next.template, number: next.number, at: times)
                }
                user.send()
                log.send()
                sent += count
                await Task.yield()
            } else if sent >= limit || schedule.isOver(after: elapsed) {
                break
            } else {
                await pause(schedule.pause(after: elapsed))
            }
        }
        var report = feed.report
        report.refused = user.refused + log.refused
        report.duration = stopwatch.elapsed
        return report
    }

    /// Over at once if there is a reason to stop.
    private func pause(_ duration: Duration) async {
        try? await cancelWhenGracefulShutdown { [clock] in try await clock.sleep(for: duration) }
    }
}
