// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import MonitoringTestKit
import ServiceLifecycle
import Testing

@testable import MonitoringPipeline

/// A runner that runs as a service on a clock that stands still.
struct Running {
    let runner: DestinationRunner
    let clock: TestClock
    let log: LogCapture
    let group: ServiceGroup

    /// Runs while the body runs, then shuts down gracefully and waits for the end.
    ///
    /// The body begins when the group has started: one that is stopped before would run for ever. `duringShutdown` runs
    /// between the start of the shutdown and its end.
    static func run(
        _ destination: any Destination, spool: DestinationRunner.SpoolLocation? = nil,
        limits: DestinationRunner.Limits = DestinationRunner.Limits(), random: Double = 1,
        _ body: (Running) async throws -> Void,
        duringShutdown: (Running) async throws -> Void = { _ in }
    ) async throws -> Running {
        let clock = TestClock()
        let log = LogCapture()
        let runner = DestinationRunner(
            destination, spool: spool, limits: limits, clock: clock,
            now: { Timestamp(nanoseconds: clock.now.offset.nanoseconds) }, random: { random }, logger: log.logger)
        let silent = Logger(label: "group") { _ in SwiftLogNoOpLogHandler() }
        let (started, start) = AsyncStream<Void>.makeStream()
        let group = ServiceGroup(
            configuration: .init(services: [runner, StartSignal(start: start)], logger: silent))
        let running = Running(runner: runner, clock: clock, log: log, group: group)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await _ in started { break }
            try await body(running)
            await group.triggerGracefulShutdown()
            try await duringShutdown(running)
            try await tasks.waitForAll()
        }
        return running
    }

    /// Tells that the group runs, and does nothing else.
    private struct StartSignal: Service {
        let start: AsyncStream<Void>.Continuation

        func run() async throws {
            start.yield()
            try await gracefulShutdown()
        }
    }

    /// Hands in one observation for each name.
    func receive(_ names: String...) {
        for name in names { runner.receive(.health(of: name)) }
    }

    /// Waits until the runner sleeps, then moves the clock.
    func advance(by duration: Duration) async {
        await clock.untilSleeping()
        clock.advance(by: duration)
    }

    var counters: DestinationCounters.Values { runner.counters.current }
}

extension Observation {
    static func health(of server: String) -> Observation {
        .engineHealth(
            EngineHealth(), server: MonitoredServer(name: server, host: "h", description: ""),
            apps: nil, at: Timestamp(secondsSinceEpoch: 0))
    }
}

extension Record {
    static func named(_ name: String) -> Record { Record(Array(name.utf8)) }
}

extension DestinationCounters.Values {
    /// Written, dropped and waiting together, in memory and on disk.
    var accountedFor: Int { written + waiting + spooled + dropped.values.reduce(0, +) }
}

/// Returns as soon as something is so that another task does; records an issue if that takes ten seconds.
func until(_ isSo: () -> Bool) async throws {
    #expect(try await poll { isSo() })
}
