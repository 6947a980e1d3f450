// SPDX-License-Identifier: MIT

package import Logging
package import Monitoring
package import MonitoringPipeline
package import Schedules
import ServiceLifecycle

/// Logs on a schedule how long the program has been running and what memory it has, and hands that on.
package struct UptimeMonitor: Service, CustomStringConvertible {
    private static let rule = String(repeating: "-", count: 32)

    private let version: String
    private let level: Logger.Level
    private let beat: ScheduleBeat
    private let elapsed: @Sendable () -> Duration
    private let memory: @Sendable () -> ProgramUsage.Memory
    private let sink: any ObservationSink
    private let logger: Logger

    /// - Parameters:
    ///   - level: of its log lines.
    ///   - memory: reads what memory the program has.
    package init(
        version: String, schedule: ScheduleText, level: Logger.Level, sink: any ObservationSink,
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Timestamp,
        memory: @escaping @Sendable () -> ProgramUsage.Memory = { .current() }, logger: Logger
    ) {
        self.version = version
        self.level = level
        beat = ScheduleBeat(schedule: schedule, clock: clock, now: now)
        elapsed = clock.stopwatch()
        self.memory = memory
        self.sink = sink
        self.logger = logger
    }

    package var description: String { "UptimeMonitor" }

    package func run() async throws {
        let interval = beat.interval()
        await cancelWhenGracefulShutdown {
            var iteration = 0
            await beat.run {
                iteration += 1
                let usage = ProgramUsage(
                    version: version, uptime: elapsed(), interval: interval, memory: memory(), at: beat.now())
                logger.log(level: level, "\(Self.rule)")
                logger.log(level: level, "\(UptimeText(usage, iteration: iteration))")
                sink.receive(.programUsage(usage))
            }
            // A schedule may end before the program does.
            try? await gracefulShutdown()
        }
    }
}
