// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

/// Where the name service is silent, what this machine knows by itself is watched as ever.
@Suite(.timeLimit(.minutes(3)))
struct HangingNamesTests {
    @Test func `servers and services that cannot be found hold up nobody else`() async throws {
        try await IsolatedNetwork.run(.silence) { network in
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            setup.serversBefore = ["one", "two", "three"].map { "\($0).example.test" }
            setup.nameOfFirstServer = "localhost"
            setup.others = "heartbeat: {enable: true, remoteURL: http://beat.example.test, frequency: every second}"
            let monitor = try await site.start(setup)
            #expect(try await monitor.waitForOutput("HEARTBEAT: the call failed"), "\(monitor.text)")
            #expect(try await site.waitForPolls(20), "\(monitor.text)")
            try await site.stop(monitor)
            let failed = monitor.text.split(separator: "\n").filter { $0.contains("HEALTH: no data from server") }
            for server in setup.serversBefore {
                #expect(failed.count { $0.contains("server=\(server) ") || $0.hasSuffix("server=\(server)") } == 1)
            }
            #expect(failed.count == setup.serversBefore.count, "\(failed)")
        }
    }
}
