// SPDX-License-Identifier: MIT

package import Monitoring
package import MonitoringPipeline
import ServiceLifecycle

/// Hands figures about events over at an interval, and once more at the end.
package struct EventFiguresSource: Service, CustomStringConvertible {
    private let name: String
    private let interval: Duration
    private let clock: any Clock<Duration>
    private let sink: any ObservationSink
    private let take: @Sendable () -> [Measurement]

    /// - Parameter take: gives what was counted since the last time.
    package init(
        _ name: String, every interval: Duration, clock: any Clock<Duration> = ContinuousClock(),
        sink: any ObservationSink, take: @escaping @Sendable () -> [Measurement]
    ) {
        self.name = name
        self.interval = interval
        self.clock = clock
        self.sink = sink
        self.take = take
    }

    package var description: String { "EventFiguresSource \(name)" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await clock.sleep(for: interval)) != nil, !Task.isCancelled { handOver() }
        }
        handOver()
    }

    private func handOver() {
        let figures = take()
        if !figures.isEmpty { sink.receive(.eventFigures(figures)) }
    }
}
