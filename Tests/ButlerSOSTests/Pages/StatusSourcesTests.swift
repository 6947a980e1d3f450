// SPDX-License-Identifier: MIT

import MonitorPages
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct StatusSourcesTests {
    private func sources(_ site: Site) throws -> StatusSources {
        StatusSources(
            targets: PolledTargets(try site.read()), site: SiteState(targets: [], now: WallClock.now), ports: [],
            destinations: [], telemetry: try ImaginedHost.telemetry(site), apps: nil, startTime: 0,
            redaction: Redaction())
    }

    @Test(
        arguments: [
            // Hangs, whatever it did before.
            (990, 1, 0, true, .unanswered, 10), (900, 1, 0, nil, .unanswered, 100), (990, 0, 1, true, .unanswered, 10),
            // It may still answer.
            (991, 1, 0, true, .working, nil), (991, 1, 0, nil, .waiting, nil), (2000, 1, 0, true, .working, nil),
            // That it fails says more.
            (900, 1, 0, false, .failing, nil),
            // Nothing is to be done.
            (nil, 0, 0, true, .working, nil), (nil, 1, 0, true, .working, nil), (nil, 0, 0, nil, .waiting, nil),
        ] as [(Int?, Int, Int, Bool?, SiteStatus.State, Int?)])
    func `who does not answer has a state of its own`(
        since: Int?, waiting: Int, spooled: Int, isUp: Bool?, state: SiteStatus.State, seconds: Int?
    ) throws {
        let counters = DestinationCounters()
        counters.update { values in
            values.deliveringSince = since.map { Timestamp(secondsSinceEpoch: $0) }
            values.lastSuccess = isUp.map { _ in Timestamp(secondsSinceEpoch: 5) }
            values.isUp = isUp
            values.waiting = waiting
            values.spooled = spooled
        }
        let destination = try sources(Site()).destination(.init(name: "x", counters: counters), at: 1000)
        #expect(destination.state == state)
        #expect(destination.silentSeconds == seconds)
    }

    @Test func `telemetry that is on and has nobody to tell sends nothing`() throws {
        let status = try sources(Site()).status(at: 1000).telemetry
        #expect(status.isOn && !status.isSending)
        let off = try sources(Site(root: "anonTelemetry: false\ntelemetry: {collectorURL: https://collector.example}"))
        #expect(!off.status(at: 1000).telemetry.isSending)
        let site = try Site(root: "telemetry: {collectorURL: https://collector.example}")
        let on = try sources(site)
        #expect(on.status(at: 1000).telemetry.isSending)
        // Nobody can tell what is in there.
        _ = try site.directory.write("{", to: "state/telemetry/state.json")
        #expect(!on.status(at: 1000).telemetry.isSending)
    }
}
