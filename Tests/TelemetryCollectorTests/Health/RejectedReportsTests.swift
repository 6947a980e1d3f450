// SPDX-License-Identifier: MIT

import HTTPTypes
import HummingbirdTesting
import TelemetryTestKit
import TelemetryWire
import Testing

/// What counts as a report that was turned away: nothing that scanners, browsers and probes run into.
struct RejectedReportsTests {
    private struct NotReady: Error {}

    @Test func `requests that are no reports are counted, but not as reports`() async throws {
        let collector = Collector(.init(token: "correct", readiness: { throw NotReady() }))
        _ = try await collector.send(.get, "/wp-login.php")
        _ = try await collector.send(.get, TelemetryHTTP.reportPath)
        _ = try await collector.send(.get, TelemetryHTTP.metricsPath, [], [.authorization: "Bearer wrong"])
        _ = try await collector.send(.get, TelemetryHTTP.readinessPath)
        _ = try await collector.request(.get, Sender(), counter: 1)
        let counts = collector.counts()
        for reason in ["not-found", "method-not-allowed", "credentials-missing", "unavailable", "nothing-stored"] {
            #expect((counts["reason=\(reason)"] ?? 0) > 0, "\(reason)")
        }
        #expect(collector.rejectedReports() == [:])
    }

    @Test func `reports and requests to erase are, whatever the reason`() async throws {
        let sender = Sender()
        let collector = Collector()
        _ = try await collector.send(.post, TelemetryHTTP.reportPath, sender.body())
        _ = try await collector.sendV1(Array("{".utf8))
        _ = try await collector.send(.delete, TelemetryHTTP.installationPath(id: "nobody"))
        #expect(collector.rejectedReports() == ["unsupported-media-type": 1, "not-json": 1, "invalid": 1])
        let failing = Collector(store: FailingStore())
        _ = try await failing.send(sender, counter: 1)
        _ = try await failing.request(.delete, sender, counter: 2)
        #expect(failing.rejectedReports() == ["unavailable": 2])
    }
}
