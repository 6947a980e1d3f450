// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Synchronization
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(3))) struct PollGateTests {
    /// Counts how many polls run, and lets them end when told.
    private final class Crowd: Sendable {
        private let state = Mutex((running: 0, most: 0, ran: 0))
        private let door = TestClock()

        var running: Int { state.withLock { $0.running } }
        var most: Int { state.withLock { $0.most } }
        var ran: Int { state.withLock { $0.ran } }

        func poll() async {
            state.withLock { state in
                state.running += 1
                state.most = max(state.most, state.running)
            }
            try? await door.sleep(for: .seconds(1))
            state.withLock { state in
                state.running -= 1
                state.ran += 1
            }
        }

        func letGo() { door.advance(by: .seconds(1)) }
    }

    private func wait(_ isSo: () -> Bool) async throws { #expect(try await poll { isSo() }) }

    @Test func `lets only so many run at a time, and all in the end`() async throws {
        let gate = PollGate(answering: 3, silent: 1)
        let crowd = Crowd()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<10 { group.addTask { await gate.run(in: .answering) { await crowd.poll() } } }
            while crowd.ran < 10 {
                try await wait { crowd.running == min(3, 10 - crowd.ran) }
                let ran = crowd.ran
                crowd.letGo()
                try await wait { crowd.ran > ran }
            }
            try await group.waitForAll()
        }
        #expect(crowd.most == 3)
    }

    @Test func `keeps silent targets away from those that answer`() async throws {
        let gate = PollGate(answering: 1, silent: 1)
        let (silent, answering) = (Crowd(), Crowd())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { await gate.run(in: .silent) { await silent.poll() } } }
            try await wait { silent.running == 1 }
            group.addTask { await gate.run(in: .answering) { await answering.poll() } }
            try await wait { answering.running == 1 }
            answering.letGo()
            try await wait { answering.ran == 1 }
            #expect(silent.ran == 0)
            while silent.ran < 5 {
                silent.letGo()
                try await Task.sleep(for: .milliseconds(1))
            }
            try await group.waitForAll()
        }
    }

    @Test func `does not run what is cancelled while it waits, and goes on`() async throws {
        let gate = PollGate(answering: 1, silent: 1)
        let (first, second, third) = (Crowd(), Crowd(), Crowd())
        let running = Task { await gate.run(in: .answering) { await first.poll() } }
        try await wait { first.running == 1 }
        let waiting = Task { await gate.run(in: .answering) { await second.poll() } }
        waiting.cancel()
        await waiting.value
        #expect(second.ran == 0)
        let last = Task { await gate.run(in: .answering) { await third.poll() } }
        first.letGo()
        await running.value
        try await wait { third.running == 1 }
        third.letGo()
        await last.value
    }
}
