// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire
import Testing

@testable import TelemetryInsights

/// Versions of the program that a service replaces are older than all of its own, wherever versions are compared.
struct VersionOrderTests {
    private let order = VersionOrder(service: TelemetryService.butlerSOS.name)

    @Test(arguments: [("6.2", "1.0"), ("14.9", "0.1"), ("v5", "v4.9"), ("99.1", "0"), ("6.2", "14.0"), ("1.3", "1.10")])
    func `a version of the predecessor is older, and both are compared among themselves`(older: String, newer: String) {
        #expect(order.version(older).isOlder(than: order.version(newer)))
        #expect(!order.version(newer).isOlder(than: order.version(older)))
    }

    @Test func `what is not made of numbers, or beyond its versions, is not of the predecessor`() {
        #expect(!order.version("6.x").isOlder(than: order.version("1.0")))
        #expect(order.version("1.0").isOlder(than: order.version("100.0")))
    }

    @Test func `a service that replaces nothing, or that nobody knows, compares numbers`() {
        let other = VersionOrder(service: "coffee")
        #expect(other.version("1.0").isOlder(than: other.version("6.2")))
    }

    @Test func `lists begin with the newest of its own and end with the oldest of the predecessor`() {
        let texts = ["6.1", "1.3", "other", "14.0", "0.9", "1.10"].map { order.version($0) }
        #expect(
            texts.sorted { $0.isListed(before: $1) }.map(\.text) == ["1.10", "1.3", "0.9", "14.0", "6.1", "other"])
    }

    @Test func `to move to the program is no fall-back, to move back from it is one`() {
        let history = SampleHistory.week([.transition: ["version=6.2>1.0": 40, "version=1.0>6.2": 3]])
        #expect(FallBack.all(history).map(\.from) == ["1.0"])
        #expect(FallBack.all(history).map(\.to) == ["6.2"])
    }

    @Test func `a release is taken up from the predecessor, which goes away`() throws {
        let counts = [900, 700, 500, 400, 300, 200, 100]
        let uptakes = ReleaseUptake.all(
            SampleHistory.weeks(
                [[.version: ["6.2.0": 1000]]] + counts.map { [.version: ["6.2.0": $0, "1.0.0": 1000 - $0]] }))
        #expect(uptakes.map(\.version) == ["1.0", "6.2"])
        #expect(uptakes.first?.half?.weeks == 2)
        #expect(uptakes.first?.halfLife == nil)
        #expect(uptakes.last?.halfLife != nil)
    }

    @Test func `equally frequent versions are drawn and listed with the newest first`() {
        let history = SampleHistory.week([.version: ["6.2.0": 10, "1.0.0": 10]])
        #expect(VersionShares(history).lines.map(\.minorVersion) == ["1.0", "6.2"])
        let rows = ["6.2", "1.0"].map { version in
            RollupRow(
                week: SampleHistory.latest,
                cell: RollupCell(minorVersion: version, dimension: .feature, value: "mqtt=on"), count: 5)
        }
        #expect(RemovalImpact(history, feature: "mqtt", byVersion: rows).versions.map(\.value) == ["1.0", "6.2"])
        #expect(
            FeatureByVersion(rows, feature: "mqtt", week: SampleHistory.latest, order: order).shares.map(\.version)
                == ["1.0", "6.2"])
    }
}
