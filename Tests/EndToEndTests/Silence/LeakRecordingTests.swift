// SPDX-License-Identifier: MIT

import MonitoringTestKit
import Testing

/// The proof of silence can fail: what leaks beside a monitor that is off is seen, whatever it is.
@Suite(.timeLimit(.minutes(3)))
struct LeakRecordingTests {
    /// A program of which nobody told, a monitor's companion, and what its leak looks like.
    struct Leak: Sendable, CustomTestStringConvertible {
        let program: String
        let trace: String
        var testDescription: String { program }
    }

    @Test(arguments: [
        Leak(program: "getent hosts leak.example.test", trace: "192.0.2.1:53 asks A leak.example.test"),
        Leak(program: "echo leak > /dev/udp/203.0.113.7/514", trace: "> 203.0.113.7:514"),
        Leak(program: "echo leak > /dev/tcp/203.0.113.7/80", trace: "> 203.0.113.7:80 syn"),
        Leak(program: "echo leak > /dev/tcp/192.0.2.99/80", trace: "arp who-has 192.0.2.99"),
    ])
    func `a leak is seen`(leak: Leak) async throws {
        try await IsolatedNetwork.run(.refusal) { network in
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            OffSwitch.doNotTrack.turn(&setup)
            let wrapper = ["bash", "-c", #"timeout 2 bash -c "$0" & exec "$@""#, leak.program]
            let monitor = try await site.start(setup, through: wrapper)
            #expect(try await site.waitForPolls(), "\(monitor.text)")
            try await site.stop(monitor)
            let leaks = try await network.leaks()
            #expect(leaks.contains { $0.contains(leak.trace) }, "\(leaks)")
            #expect(leaks.contains { $0.contains("by the count of the kernel") }, "\(leaks)")
            #expect(!leaks.contains { $0.contains("were recorded") }, "\(leaks)")
        }
    }

    @Test func `a network in which nothing happens is silent`() async throws {
        try await IsolatedNetwork.run(.refusal) { network in
            try await network.expectSilence()
        }
    }
}
