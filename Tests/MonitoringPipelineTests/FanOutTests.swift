// SPDX-License-Identifier: MIT

import MonitoringPipeline
import MonitoringTestKit
import Testing

@Suite struct FanOutTests {
    @Test func `hands every observation to every sink`() {
        let sinks = [RecordingSink(), RecordingSink()]
        let fanOut = FanOut(sinks)
        fanOut.receive(.health(of: "a"))
        fanOut.receive(.health(of: "b"))
        for sink in sinks { #expect(sink.observations == [.health(of: "a"), .health(of: "b")]) }
    }

    @Test func `does nothing without a sink`() {
        FanOut([]).receive(.health(of: "a"))
    }
}
