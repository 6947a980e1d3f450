// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// With telemetry on, nothing leaves before the notice was shown and the grace period is over.
@Suite(.timeLimit(.minutes(3)))
struct FirstPacketTests {
    /// Logged last of the notice.
    private static let notice = "TELEMETRY: erase what was sent"

    @Test func `the first packet leaves after the notice and the grace period, later ones after the notice`()
        async throws
    {
        try await IsolatedNetwork.run(.refusal) { network in
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            setup.gracePeriod = 2500
            let first = try await site.start(setup)
            #expect(try await first.waitForOutput("the report could not be sent"), "\(first.text)")
            let noticed = try #require(first.time(of: Self.notice), "\(first.text)")
            let question = try #require(network.frames.first)
            #expect(question.askedName == MonitorSetup.collectorName)
            #expect(question.time >= noticed + 2.5, "\(question.time - noticed) s after the notice")
            #expect(network.frames.contains { $0.description.hasSuffix("192.0.2.1:443 syn") })
            #expect(try await site.polls() >= 4)
            try await site.stop(first)
            // What the recorder missed could have been earlier.
            let count = try await network.packetCount()
            #expect(try await poll { network.frames.count == count })

            let second = try await site.start(setup)
            #expect(try await poll { network.frames.count > count }, "\(second.text)")
            let again = try #require(second.time(of: Self.notice), "\(second.text)")
            #expect(network.frames.dropFirst(count).allSatisfy { $0.time >= again })
            try await site.stop(second)
        }
    }

    @Test func `a restart within the grace period does not shorten it`() async throws {
        try await IsolatedNetwork.run(.refusal) { network in
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            setup.gracePeriod = 4000
            let first = try await site.start(setup)
            #expect(try await site.waitForPolls(1), "\(first.text)")
            let noticed = try #require(first.time(of: Self.notice), "\(first.text)")
            try await site.stop(first)
            // Early in a second, where times that are cut down to whole seconds have lost least.
            #expect(
                try await poll { Date.now.timeIntervalSince1970.truncatingRemainder(dividingBy: 1) < 0.3 }
            )
            let second = try await site.start(setup)
            #expect(try await poll { !network.frames.isEmpty }, "\(second.text)")
            let question = try #require(network.frames.first)
            #expect(question.time >= noticed + 4, "\(question.time - noticed) s after the notice was first shown")
            try await site.stop(second)
        }
    }

    @Test func `one report, to one host, is what leaves when all is well`() async throws {
        try await IsolatedNetwork.run(.collector) { network in
            let collector = try network.outside([
                Programs.collector, "serve", "--listen", "127.0.0.1:8340", "--data", network.directory.file("data"),
            ])
            #expect(try await collector.waitForOutput("collector is ready"), "\(collector.text)")
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            setup.authorityFile = network.authority
            let monitor = try await site.start(setup)
            #expect(try await monitor.waitForOutput("TELEMETRY: the collector accepted the report"), "\(monitor.text)")
            #expect(!monitor.text.contains("the collector gave no receipt"))
            #expect(try await site.waitForPolls())
            try await site.stop(monitor)
            #expect(network.requests == ["POST \(MonitorSetup.collectorName)/v2/reports"])
            #expect(network.framesToOthers.isEmpty, "\(network.framesToOthers)")
        }
    }
}
