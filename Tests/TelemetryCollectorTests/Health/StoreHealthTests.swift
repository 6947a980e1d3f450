// SPDX-License-Identifier: MIT

import Logging
import MonitoringTestKit
import TelemetryCollector
import TelemetryStore
import TelemetryWire
import Testing

struct StoreHealthTests {
    private let time = HandClock()
    private let log = LogCapture()
    private let health: StoreHealth

    init() {
        let time = time
        health = StoreHealth(logger: log.logger, now: { time.now })
    }

    private func fail() { _ = health.failed("report not stored", FailingStore.Failure()) }

    @Test func `logs a line per minute while the store fails, and one when it works again`() {
        for _ in 0..<100 { fail() }
        #expect(log.fullTexts == ["error: report not stored cause=the disk is full"])
        time.advance(by: .seconds(60))
        fail()
        #expect(
            log.fullTexts.last == "error: report not stored cause=the disk is full failures_since_last_line=99")
        for _ in 0..<100 { health.worked() }
        #expect(log.fullTexts.count == 3)
        #expect(log.fullTexts.last == "notice: the store works again")
    }

    @Test func `stays silent when the store fails now and then within a minute`() {
        for _ in 0..<50 {
            fail()
            health.worked()
        }
        #expect(log.texts == ["error: report not stored", "notice: the store works again"])
    }

    @Test func `says nothing while all is well`() {
        health.worked()
        #expect(log.lines.isEmpty)
    }

    @Test func `asks senders back sooner if the store is only busy`() {
        #expect(health.failed("", StoreFailure.overloaded) == .unavailable(retryAfter: 30))
        #expect(health.failed("", StoreFailure.unavailable(reason: "")) == .unavailable(retryAfter: 60))
    }
}
