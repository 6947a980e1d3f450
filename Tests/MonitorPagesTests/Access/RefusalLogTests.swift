// SPDX-License-Identifier: MIT

import HTTPListener
import MonitoringTestKit
import Testing

@testable import MonitorPages

@Suite struct RefusalLogTests {
    @Test func `says once a minute that requests which do not end keep everybody out`() {
        let (log, clock, connections) = (LogCapture(), TestClock(), ConnectionCount(maximum: 2))
        let refusals = RefusalLog(page: "PAGE", clock: clock, logger: log.logger)
        connections.connectionOpened()
        PageServer.note(.tooSlow, connections, refusals)
        #expect(log.lines.isEmpty)
        connections.connectionOpened()
        PageServer.note(.malformed, connections, refusals)
        #expect(log.lines.isEmpty)
        for _ in 0..<3 { PageServer.note(.tooSlow, connections, refusals) }
        clock.advance(by: .seconds(60))
        PageServer.note(.tooSlow, connections, refusals)
        #expect(log.lines.map { $0.metadata["count"] } == ["1", "3"])
        #expect(log.lines.first?.metadata["what"]?.contains("do not end") == true)
    }

    @Test func `tells the rest when the minute is over and at the end, also if nobody comes any more`() async {
        let (log, clock) = (LogCapture(), TestClock())
        let refusals = RefusalLog(page: "PAGE", clock: clock, logger: log.logger)
        func told() -> [String] { log.lines.map { "\($0.metadata["what"] ?? "") \($0.metadata["count"] ?? "")" } }
        let running = Task { await refusals.run() }
        await clock.untilSleeping()
        for _ in 0..<14 { refusals.refused(.wrongToken, "127.0.0.9") }
        #expect(told() == ["wrong tokens 1"])
        clock.advance(by: .seconds(60))
        await clock.untilSleeping()
        #expect(told() == ["wrong tokens 1", "wrong tokens 13"])
        #expect(log.lines.last?.metadata["address"] == "127.0.0.9")
        for _ in 0..<2 { refusals.refused(.foreignHost, nil) }
        clock.advance(by: .seconds(59))
        running.cancel()
        await running.value
        #expect(told().dropFirst(2) == ["requests for another host 1", "requests for another host 1"])
    }
}
