// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// With any switch off, not one packet leaves: not a report, not a question for a name, nothing.
///
/// Without the switch a report would leave at once in each of these: see `FirstPacketTests`.
@Suite(.timeLimit(.minutes(3)))
struct OffIsOffTests {
    @Test(arguments: OffSwitch.all + OffSwitch.obstacles)
    func `not one packet leaves on the first start`(off: OffSwitch) async throws {
        try await IsolatedNetwork.run(.refusal) { network in
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            off.turn(&setup)
            let monitor = try await site.start(setup)
            #expect(try await site.waitForPolls(), "\(monitor.text)")
            #expect(monitor.telemetryLines.first?.contains(off.reason) == true, "\(monitor.text)")
            try await site.stop(monitor)
            try await network.expectSilence()
        }
    }

    @Test(arguments: [OffSwitch.doNotTrack, .configuration, .disabled])
    func `not one packet leaves when the switch comes after the grace period of an earlier start`(off: OffSwitch)
        async throws
    {
        try await IsolatedNetwork.run(.refusal) { network in
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            setup.gracePeriod = 3_600_000
            let first = try await site.start(setup)
            #expect(try await site.waitForPolls(1), "\(first.text)")
            #expect(first.text.contains("TELEMETRY: on."))
            try await site.stop(first)
            setup.gracePeriod = 0
            off.turn(&setup)
            let second = try await site.start(setup)
            #expect(try await site.waitForPolls(), "\(second.text)")
            #expect(second.telemetryLines.first?.contains(off.reason) == true, "\(second.text)")
            try await site.stop(second)
            try await network.expectSilence()
        }
    }

    @Test func `who says no within the grace period is heard`() async throws {
        try await IsolatedNetwork.run(.refusal) { network in
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            setup.gracePeriod = 2000
            let monitor = try await site.start(setup)
            #expect(try await site.waitForPolls(1), "\(monitor.text)")
            let noticed = try #require(monitor.time(of: "TELEMETRY: on."), "\(monitor.text)")
            #expect(try await site.command("disable").exitStatus == 0)
            #expect(try await poll { Date.now.timeIntervalSince1970 > noticed + 3 })
            #expect(try await site.waitForPolls(), "\(monitor.text)")
            try await site.stop(monitor)
            try await network.expectSilence()
        }
    }

    @Test(arguments: (1...5).map { SwitchMix(seed: $0) })
    func `nothing talks an off switch over`(mix: SwitchMix) async throws {
        try await IsolatedNetwork.run(.refusal) { network in
            let site = try await IsolatedSite(in: network)
            var setup = MonitorSetup()
            mix.turn(&setup)
            let monitor = try await site.start(setup)
            #expect(try await site.waitForPolls(), "\(monitor.text)")
            #expect(monitor.telemetryLines.first?.contains("TELEMETRY: off: ") == true, "\(monitor.text)")
            try await site.stop(monitor)
            try await network.expectSilence()
        }
    }
}
