// SPDX-License-Identifier: MIT

import Synchronization
import TelemetryCollector
import Testing

struct ReadinessTests {
    private final class Checks: Sendable {
        let count = Mutex(0)
        let fails = Mutex(false)
    }

    private let time = HandClock()
    private let checks = Checks()
    private let readiness: Readiness

    init() {
        let (time, checks) = (time, checks)
        readiness = Readiness(now: { time.now }) {
            checks.count.withLock { $0 += 1 }
            if checks.fails.withLock({ $0 }) { throw FailingStore.Failure() }
        }
    }

    @Test func `looks once a second, however often it is asked`() async {
        for _ in 0..<100 { #expect(await readiness.isReady()) }
        #expect(checks.count.withLock { $0 } == 1)
        time.advance(by: .seconds(1))
        #expect(await readiness.isReady())
        #expect(checks.count.withLock { $0 } == 2)
    }

    @Test func `is not ready while the store fails, and ready again when it works`() async {
        checks.fails.withLock { $0 = true }
        #expect(await !readiness.isReady())
        checks.fails.withLock { $0 = false }
        #expect(await !readiness.isReady())
        time.advance(by: .seconds(1))
        #expect(await readiness.isReady())
    }

    @Test func `is not ready when a look does not end`() async {
        let (time, gate) = (time, AsyncStream.makeStream(of: Void.self))
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let stuck = Readiness(now: { time.now }) {
            start.yield()
            for await _ in gate.stream { return }
        }
        await withTaskGroup { group in
            group.addTask { _ = await stuck.isReady() }
            for await _ in started { break }
            // Nothing is known yet.
            #expect(await !stuck.isReady())
            gate.continuation.yield()
            await group.waitForAll()
        }
        #expect(await stuck.isReady())
        time.advance(by: .seconds(2))
        await withTaskGroup { group in
            group.addTask { _ = await stuck.isReady() }
            for await _ in started { break }
            #expect(await stuck.isReady())
            time.advance(by: .seconds(5))
            #expect(await !stuck.isReady())
            gate.continuation.yield()
            await group.waitForAll()
        }
    }
}
