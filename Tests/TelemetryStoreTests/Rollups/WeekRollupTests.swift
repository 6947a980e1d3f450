// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct WeekRollupTests {
    private let week = ISOWeek(number: 2900)

    private func cells(_ members: [(WeekMember, Int)]) -> [RollupCell: Int] {
        var rollup = WeekRollup(service: "butler-sos", week: week)
        for (member, count) in members { rollup.add(member, count: count) }
        return rollup.cells
    }

    private func member(
        _ version: String = "1.2.3", flags: String = "10000000100", previous: FleetState? = nil, weeksAgo: Int = 3,
        isConfirmed: Bool = true
    ) -> WeekMember {
        WeekMember(
            state: Sample.state(version: version, flags: flags), previous: previous,
            firstSeen: week.advanced(by: -weeksAgo).monday, isConfirmed: isConfirmed)
    }

    @Test func `says of each pair of features that are known how they go together`() {
        let pairs = cells([(member(flags: "10-00000000"), 2), (member(flags: "11-00000000"), 3)])
            .filter { $0.key.dimension == .pair }
        #expect(pairs.values.allSatisfy { $0 > 0 })
        let values = Dictionary(uniqueKeysWithValues: pairs.map { ($0.key.value, $0.value) })
        #expect(values["heartbeat=on dockerHealthCheck=off"] == 2)
        #expect(values["heartbeat=on dockerHealthCheck=on"] == 3)
        #expect(values["heartbeat=on mqtt=off"] == 5)
        #expect(!values.keys.contains { $0.contains("uptimeMonitor=") })
    }

    @Test func `tells the new from those who stayed and those who came back`() {
        let state = Sample.state(version: "1.2.3")
        let activity = cells([
            (member(weeksAgo: 0), 1), (member(previous: state), 2), (member(), 4), (member(isConfirmed: false), 8),
        ])
        let counts = Dictionary(
            uniqueKeysWithValues: activity.filter { $0.key.dimension == .activity }.map { ($0.key.value, $0.value) })
        #expect(counts == ["new": 1, "kept": 2, "returned": 4])
        #expect(activity[RollupCell(minorVersion: "1.2", dimension: .quarantined, value: "")] == 8)
        #expect(activity[RollupCell(minorVersion: "1.2", dimension: .installations, value: "")] == 7)
    }

    @Test func `counts a change of a patch release as no transition`() {
        let cells = cells([(member("1.2.4", previous: Sample.state(version: "1.2.3")), 1)])
        #expect(!cells.keys.contains { $0.dimension == .transition })
    }

    @Test func `counts no installation of another service`() {
        var other = member()
        other.state.service = "another"
        #expect(cells([(other, 1)]).isEmpty)
    }

    @Test(arguments: [
        ("14.2.1", "14.2"), ("14.2.1-beta.3", "14.2"), ("14.2", "14.2"), ("14", "14"), ("", ""), ("..", "."),
    ])
    func `takes the first two parts of a version`(_ version: String, _ minor: String) {
        #expect(WeekRollup.minorVersion(of: version) == minor)
    }

    @Test func `never says a whole state`() {
        let cells = cells([(member(), 1)])
        // Each value is one field, two flags, or the platform with release and architecture.
        #expect(cells.keys.allSatisfy { $0.value.split(separator: " ").count <= 7 })
        #expect(cells.keys.allSatisfy { !$0.value.contains("10000000100") })
    }
}
