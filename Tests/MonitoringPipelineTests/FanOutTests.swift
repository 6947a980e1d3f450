// SPDX-License-Identifier: MIT

import Monitoring
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

@Suite struct FailureReportTests {
    private func runner(_ name: String) -> DestinationRunner {
        DestinationRunner(
            NamedDestination(name: name), now: { Timestamp(nanoseconds: 0) }, logger: LogCapture().logger)
    }

    @Test func `a destination never hears of its own failures, the others do`() {
        let sink = RecordingSink()
        let (first, second) = (runner("first"), runner("second"))
        let fanOut = FanOut([sink], destinations: [first, second])
        let failed = FailedDelivery(
            destination: "first", errorType: "FIRST_WRITE", category: .timeout, at: Timestamp(nanoseconds: 0))
        fanOut.receive(.deliveryFailed(failed))
        #expect(sink.observations == [.deliveryFailed(failed)])
        #expect(first.counters.current.received == 0)
        #expect(second.counters.current.received == 1)
    }

    /// Stores everything.
    private struct NamedDestination: Destination {
        let name: String
        var errorType: String { name.uppercased() }
        var spoolName: String { name }

        func records(of observation: Observation) -> [Record] { [.named("x")] }
        func label(of record: Record) -> String { "" }
        func deliver(_ batch: [Record]) async throws(DeliveryFailure) {}
    }
}
