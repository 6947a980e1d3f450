// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import MonitoringTestKit
import ServiceLifecycle
import Synchronization
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(3))) struct PollingSourceTests {
    private static let interval = Duration.seconds(30)
    private let sink = RecordingSink()
    private let clock = TestClock()
    private let log = LogCapture()

    /// Behaves as a test wants it, on the test's clock.
    private final class ImaginedPoll: Poll {
        enum Behaviour { case answer, refuse, garbage, hang }

        let target: PollTarget
        private let behaviour: Behaviour
        private let clock: TestClock
        private let starts = Mutex<[Duration]>([])

        init(_ name: String, _ behaviour: Behaviour, clock: TestClock) {
            target = PollTarget(.health, serverName: name, host: name)
            self.behaviour = behaviour
            self.clock = clock
        }

        var started: [Duration] { starts.withLock { $0 } }

        func ask(now: @Sendable () -> Timestamp) async throws(PollFailure) -> Observation? {
            starts.withLock { $0.append(clock.now.offset) }
            switch behaviour {
            case .answer:
                let server = MonitoredServer(name: target.serverName, host: target.host, description: "")
                return .engineHealth(EngineHealth(), server: server, apps: nil, at: now())
            case .refuse: throw PollFailure(.connectionRefused, "refused")
            case .garbage: throw PollFailure(.badAnswer, "garbage")
            case .hang:
                do { try await clock.sleep(for: .seconds(45)) } catch { throw PollFailure(.unknown, "cancelled") }
                throw PollFailure(.timeout, "no answer in time")
            }
        }
    }

    private func run(_ polls: [ImaginedPoll], gate: PollGate = PollGate(), _ body: () async throws -> Void)
        async throws
    {
        let source = PollingSource(
            "HEALTH", polls: polls, interval: Self.interval, gate: gate, sink: sink, clock: clock,
            now: { Timestamp(secondsSinceEpoch: 1) }, logger: log.logger)
        let silent = Logger(label: "group") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(configuration: .init(services: [source], logger: silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await clock.untilSleeping(1)
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func outcomes(_ name: String) -> [PollOutcome] {
        sink.observations.compactMap { observation in
            if case .polled(let outcome) = observation, outcome.target.serverName == name { outcome } else { nil }
        }
    }

    /// Moves the clock in steps of a second, each after what the one before set in motion came to rest.
    private func pass(seconds: Int) async throws {
        for _ in 0..<seconds {
            _ = try await poll(within: .milliseconds(1)) { false }
            clock.advance(by: .seconds(1))
        }
        _ = try await poll(within: .milliseconds(1)) { false }
    }

    @Test func `five good servers keep their interval among fifteen bad ones`() async throws {
        let kinds: [ImaginedPoll.Behaviour] = [.answer, .hang, .refuse, .garbage]
        let polls = (0..<20).map { ImaginedPoll("server\($0)", kinds[$0 % 4], clock: clock) }
        try await run(polls, gate: PollGate(answering: 20, silent: 20)) {
            try await pass(seconds: 150)
        }
        for (index, poll) in polls.enumerated() {
            let gaps = zip(poll.started.dropFirst(), poll.started).map { $0 - $1 }
            // A poll that hangs for 45 seconds skips every other beat and never overlaps itself.
            let expected = index % 4 == 1 ? 60_000 : 30_000
            func near(_ gap: Duration) -> Bool { abs(Int(gap / .milliseconds(1)) - expected) <= 1000 }
            #expect(gaps.count >= 2 && gaps.allSatisfy(near), "\(index) \(gaps)")
            let own = outcomes("server\(index)")
            #expect(own.allSatisfy { ($0.failure == nil) == (index % 4 == 0) })
            #expect(own.count >= poll.started.count - 1)
        }
    }

    @Test func `good servers keep their interval when more of the others hang than may run at a time`() async throws {
        let polls =
            (0..<12).map { ImaginedPoll("silent\($0)", .hang, clock: clock) }
            + (0..<4).map { ImaginedPoll("good\($0)", .answer, clock: clock) }
        try await run(polls, gate: PollGate(answering: 13, silent: 2)) {
            try await pass(seconds: 200)
            for good in polls.suffix(4) { #expect(good.started.count >= 6) }
        }
    }

    @Test func `every poll ends in one outcome, with the time that it took`() async throws {
        let polls = [ImaginedPoll("slow", .hang, clock: clock)]
        try await run(polls) {
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(45))
            await sink.wait { !$0.isEmpty }
            #expect(
                sink.observations == [
                    .polled(
                        PollOutcome(
                            polls[0].target, failure: PollFailure(.timeout, "no answer in time"),
                            duration: .seconds(45), at: Timestamp(secondsSinceEpoch: 1)))
                ])
        }
        // The poll that the end cut short is no failure.
        #expect(sink.observations.count == 1)
    }

    @Test func `logs changes only`() async throws {
        let polls = [ImaginedPoll("bad", .refuse, clock: clock), ImaginedPoll("good", .answer, clock: clock)]
        try await run(polls) { try await pass(seconds: 100) }
        #expect(
            log.fullTexts.sorted() == [
                "error: HEALTH: no data from server cause=refused host=bad server=bad",
                "notice: HEALTH: first data from server host=good server=good",
            ])
    }
}
