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
                await start(&group)
                // With nothing to poll the service still lives as long as its group.
                if polls.isEmpty { try? await gracefulShutdown() }
            }
        }
    }

    /// Starts every poll when its time has come, beat after beat, until cancelled.
    ///
    /// One task waits for all of them, and a poll has a task only while it runs: waiting targets cost no memory.
    private func start(_ group: inout DiscardingTaskGroup) async {
        let targets = polls.map { PolledTarget($0) }
        let elapsed = clock.stopwatch()
        var beat = 0
        while !targets.isEmpty {
            for (index, target) in targets.enumerated() {
                let due = PollSchedule.due(index, of: targets.count, beat: beat, interval: interval)
                let wait = due - elapsed()
                if wait > .zero, (try? await clock.sleep(for: wait)) == nil { return }
                if Task.isCancelled { return }
                // A poll that still runs skips this beat.
                guard target.begin() else { continue }
                group.addTask(executorPreference: executor) {
                    await gate.run(in: target.isFailing ? .silent : .answering) { await ask(target) }
                    target.end()
                }
            }
            beat = PollSchedule.beat(after: beat, interval: interval, elapsed: elapsed())
        }
    }

    private func ask(_ target: PolledTarget) async {
        let elapsed = clock.stopwatch()
        var failure: PollFailure?
        do throws(PollFailure) {
            if let observation = try await target.poll.ask(now: now) { sink.receive(observation) }
        } catch {
            failure = error
        }
        if failure != nil, Task.isCancelled { return }
        let duration = elapsed()
        sink.receive(.polled(PollOutcome(target.poll.target, failure: failure, duration: duration, at: now())))
        logger.debug(
            "\(name): a poll ended",
            metadata: [
                "server": "\(target.poll.target.serverName)", "host": "\(target.poll.target.host)",
                "virtual_proxy": "\(target.poll.target.virtualProxy ?? "")",
                "result": "\(failure?.category.rawValue ?? "data")",
                "milliseconds": "\(Int(duration / .milliseconds(1)))",
            ])
        report(target.update(failure), of: target.poll.target)
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
