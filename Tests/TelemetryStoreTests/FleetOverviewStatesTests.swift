// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct FleetOverviewStatesTests {
    private let day = UTCDay(number: 20_000)

    private func overview(_ states: [(state: FleetState, count: Int)], service: String = "butler-sos") -> FleetOverview
    {
        FleetOverview(service: service, day: day, firstSeen: nil, states: states)
    }

    @Test func `weighs each state with its installations`() {
        let overview = overview([
            (Sample.state(version: "1.0.0", flags: "10000000000"), 3),
            (Sample.state(version: "2.0.0", flags: "11000000000"), 4),
        ])
        #expect(overview.installations == 7)
        #expect(overview.features[0] == FeatureCount(feature: "heartbeat", enabled: 7, known: 7))
        #expect(overview.features[1] == FeatureCount(feature: "dockerHealthCheck", enabled: 4, known: 7))
        #expect(overview.features[2] == FeatureCount(feature: "uptimeMonitor", enabled: 0, known: 7))
        #expect(overview.serviceVersions == [.init(value: "2.0.0", count: 4), .init(value: "1.0.0", count: 3)])
        #expect(overview.architectures == [.init(value: "x64", count: 7)])
    }

    @Test func `leaves out of a flag's counts whoever did not report it`() {
        let overview = overview([
            (Sample.state(flags: "1----------"), 2), (Sample.state(flags: "0----------"), 3),
            (Sample.state(flags: "-----------"), 5),
        ])
        #expect(overview.features[0] == FeatureCount(feature: "heartbeat", enabled: 2, known: 5))
        #expect(overview.features[1].known == 0)
    }

    @Test func `lists values by count, then by name`() {
        let counts = [("1.10.0", 2), ("1.9.0", 5), ("1.2.0", 2), ("0.1.0", 2), ("3.0.0", 9)]
        let overview = overview(counts.map { (Sample.state(version: $0.0), $0.1) })
        #expect(overview.serviceVersions.map(\.value) == ["3.0.0", "1.9.0", "0.1.0", "1.10.0", "1.2.0"])
    }

    @Test func `adds up states that share a value`() {
        var node = Sample.state(version: "5.6.0")
        node.runtime = "node"
        node.runtimeVersion = "v20.1.0"
        var newer = node
        newer.runtimeVersion = "v20.20.2"
        let overview = overview([(node, 1), (newer, 2), (Sample.state(), 4)])
        #expect(overview.runtimes == [.init(value: "Swift 6.3", count: 4), .init(value: "Node.js 20", count: 3)])
        #expect(overview.operatingSystems == [.init(value: "linux · Debian GNU/Linux 12", count: 7)])
    }

    @Test func `has every feature, in the order of the registry, also without installations`() {
        let overview = overview([])
        #expect(overview.features.map(\.feature) == TelemetryService.butlerSOS.features.map(\.name))
        #expect(overview.features.allSatisfy { $0.enabled == 0 && $0.known == 0 })
        #expect(overview.installations == 0 && overview.serviceVersions.isEmpty)
    }

    @Test func `survives flags that are longer or shorter than the registry`() {
        let overview = overview([
            (Sample.state(flags: "1"), 1), (Sample.state(flags: String(repeating: "1", count: 50)), 1),
        ])
        #expect(overview.features.count == 11)
        #expect(overview.features[0].known == 2)
        #expect(overview.features[10].known == 1)
    }

    @Test func `has no features for an unknown service`() {
        #expect(overview([(Sample.state(), 1)], service: "another").features.isEmpty)
    }
}
