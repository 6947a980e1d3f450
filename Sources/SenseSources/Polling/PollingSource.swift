// SPDX-License-Identifier: MIT

package import Logging
package import Monitoring
package import MonitoringPipeline
import ServiceLifecycle

/// Polls targets, at start and then once per interval.
///
/// Promises: targets are polled independently, so one that hangs delays nobody; polls of one target never overlap, and one
/// that takes longer than the interval skips beats instead of shifting them; starts are spread so that many servers are not
/// called in one instant; every poll ends in exactly one outcome; a change of a target's state is one log line.
package struct PollingSource: Service, CustomStringConvertible {
    private let name: String
    private let polls: [any Poll]
    private let interval: Duration
    private let gate: PollGate
    private let sink: any ObservationSink
    private let executor: (any TaskExecutor)?
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    /// - Parameters:
    ///   - name: what log lines start with, `HEALTH` for example.
    ///   - executor: where the polls run; `nil` leaves that to the runtime.
    package init(
        _ name: String, polls: [any Poll], interval: Duration, gate: PollGate = PollGate(), sink: any ObservationSink,
        executor: (any TaskExecutor)? = nil, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.name = name
        self.polls = polls
        self.interval = interval
        self.gate = gate
        self.sink = sink
        self.executor = executor
        self.clock = clock
        self.now = now
        self.logger = logger
    }

    /// Service groups log their services; nothing of the configuration must show there.
    package var description: String { "PollingSource \(name)" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for (index, poll) in polls.enumerated() {
                    group.addTask(executorPreference: executor) {
                        await repeated(poll, after: PollSchedule.stagger(index, of: polls.count, interval: interval))
                    }
                }
                // With nothing to poll the service still lives as long as its group.
                group.addTask { try? await gracefulShutdown() }
            }
        }
    }

    private func repeated(_ poll: any Poll, after delay: Duration) async {
        var state = PollState()
        do {
            try await clock.sleep(for: delay)
            while true {
                let elapsed = clock.stopwatch()
                await gate.run(in: state.isFailing ? .silent : .answering) { await once(poll, &state) }
                try await clock.sleep(for: PollSchedule.wait(interval: interval, elapsed: elapsed()))
            }
        } catch {
            // Cancelled: the program is ending.
        }
    }

    private func once(_ poll: any Poll, _ state: inout PollState) async {
        let elapsed = clock.stopwatch()
        var failure: PollFailure?
        do throws(PollFailure) {
            if let observation = try await poll.ask(now: now) { sink.receive(observation) }
        } catch {
            failure = error
        }
        if failure != nil, Task.isCancelled { return }
        sink.receive(.polled(PollOutcome(poll.target, failure: failure, duration: elapsed(), at: now())))
        report(state.update(failure), of: poll.target)
    }

    private func report(_ change: PollState.Change?, of target: PollTarget) {
        var metadata: Logger.Metadata = ["server": "\(target.serverName)", "host": "\(target.host)"]
        if let virtualProxy = target.virtualProxy { metadata["virtual_proxy"] = "\(virtualProxy)" }
        switch change {
        case .failing(let failure):
            logger.error("\(name): no data from server", metadata: metadata.merging(["cause": "\(failure)"]) { $1 })
        case .first:
            // One line per virtual proxy of every server would hide the others.
            logger.log(
                level: target.virtualProxy == nil ? .notice : .info, "\(name): first data from server",
                metadata: metadata)
        case .recovered: logger.notice("\(name): server answers again", metadata: metadata)
        case nil: break
        }
    }
}
