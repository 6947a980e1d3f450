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
}
