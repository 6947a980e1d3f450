// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringTestKit
import Testing

@testable import MonitoringPipeline

@Suite(.timeLimit(.minutes(3))) struct DeliveryUnderWayTests {
    @Test func `tells since when a delivery is under way, as long as it is`() async throws {
        let destination = HeldDestination()
        let delay = DestinationRunner.Limits().batchDelay
        _ = try await Running.run(destination) { running in
            running.receive("a")
            #expect(running.counters.deliveringSince == nil)
            await running.advance(by: delay)
            try await until { destination.batches == [["a"]] }
            let start = Timestamp(nanoseconds: delay.nanoseconds)
            #expect(running.counters.deliveringSince == start)
            running.clock.advance(by: .seconds(60))
            running.receive("b")
            #expect(running.counters.deliveringSince == start)
            #expect(running.counters.lastSuccess == nil && running.counters.isUp == nil)
            destination.answer()
            try await until { destination.batches == [["a"], ["b"]] }
            #expect(running.counters.deliveringSince == Timestamp(nanoseconds: start.nanoseconds + 60_000_000_000))
            destination.answer()
            try await until { running.counters.written == 2 }
            #expect(running.counters.deliveringSince == nil)
        }
    }
}
