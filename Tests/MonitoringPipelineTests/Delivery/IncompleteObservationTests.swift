// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// Observations that a destination stores, but that lack what it needs.
@Suite(.timeLimit(.minutes(1))) struct IncompleteObservationTests {
    private static let other = Observation.deliveryFailed(
        FailedDelivery(
            destination: "other", errorType: "OTHER_WRITE", category: .timeout, at: Timestamp(secondsSinceEpoch: 0)))

    private static let needed = "needed=a name"

    @Test func `counts each as dropped, tells it, and delivers its neighbours`() async throws {
        let destination = NeedyDestination()
        let running = try await Running.run(destination) { running in
            running.runner.receive([
                .health(of: "a"), .health(of: ""), Self.other, .health(of: "b"), .health(of: ""), .health(of: "odd"),
            ])
            #expect(running.counters.received == 5 && running.counters.waiting == 3)
            #expect(running.counters.dropped == [.incomplete: 2])
            #expect(running.counters.accountedFor == 5)
            await running.advance(by: DestinationRunner.Limits().batchDelay)
            try await until { running.counters.written == 3 }
        }
        #expect(destination.accepted == ["a", "b", "odd"])
        #expect(running.counters.accountedFor == 5)
        #expect(
            running.log.fullTexts == [
                "warning: records dropped destination=needy \(Self.needed) reason=incomplete records=2"
            ])
    }

    @Test func `counts them also if nothing else comes`() async throws {
        let running = try await Running.run(NeedyDestination()) { running in
            running.receive("")
            #expect(running.counters.received == 1 && running.counters.dropped == [.incomplete: 1])
            // Told one by one they would flood the log.
            for _ in 0..<100 { running.receive("") }
        }
        #expect(running.counters.received == 101 && running.counters.accountedFor == 101)
        #expect(running.counters.dropped == [.incomplete: 101])
        #expect(
            running.log.fullTexts == [
                "warning: records dropped destination=needy \(Self.needed) reason=incomplete records=1",
                "warning: records dropped destination=needy \(Self.needed) reason=incomplete records=100",
            ])
    }

    @Test func `nothing is incomplete unless a destination says so`() async throws {
        let running = try await Running.run(ScriptedDestination()) { running in running.runner.receive(Self.other) }
        #expect(running.counters.received == 0 && running.counters.dropped.isEmpty)
    }

    /// Needs a name. Says of what is `odd` that it is incomplete, and makes a record of it all the same.
    private struct NeedyDestination: Destination {
        let name = "needy"
        let errorType = "NEEDY_WRITE"
        let spoolName = "needy"
        private let scripted = ScriptedDestination()

        var accepted: [String] { scripted.accepted }

        func records(of observation: Observation) -> [Record] {
            scripted.records(of: observation).filter { !$0.bytes.isEmpty }
        }

        let requirement = "a name"

        func isIncomplete(_ observation: Observation) -> Bool {
            if case .engineHealth(_, let server, _, _) = observation {
                ["", "odd"].contains(server.name)
            } else {
                false
            }
        }

        func label(of record: Record) -> String { "" }
        func deliver(_ batch: [Record]) async throws(DeliveryFailure) { try await scripted.deliver(batch) }
    }
}
