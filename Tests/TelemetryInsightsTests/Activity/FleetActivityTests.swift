// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct FleetActivityTests {
    @Test func `who of the week before was not seen is lost`() throws {
        let history = SampleHistory.weeks([
            [.installations: ["": 10], .activity: ["new": 10]],
            [
                .installations: ["": 12], .activity: ["new": 3, "kept": 8, "returned": 1], .quarantined: ["": 4],
            ],
        ])
        let activity = FleetActivity(history)
        #expect(activity.weeks.first?.lost == nil)
        #expect(
            activity.latest
                == FleetActivity.Week(
                    week: SampleHistory.latest, seen: 12, new: 3, kept: 8, returned: 1, lost: 2, quarantined: 4))
    }

    @Test func `a week without data loses all of the week before, and has no latest`() {
        let activity = FleetActivity(SampleHistory.weeks([[.installations: ["": 10]], [:]]))
        #expect(activity.weeks.map(\.lost) == [nil, 10])
        #expect(activity.latest == nil)
    }

    @Test func `more kept than there were is nobody lost`() {
        let history = SampleHistory.weeks([[.installations: ["": 2]], [.activity: ["kept": 5]]])
        #expect(FleetActivity(history).weeks.last?.lost == 0)
    }

    @Test func `lost is not told where it cannot be`() {
        let folded = SampleHistory.weeks([
            [.installations: ["": 10]], [.installations: ["": 9], .activity: ["kept": 7, "other": 2]],
        ])
        #expect(FleetActivity(folded).weeks.last?.lost == nil)
        let version = SampleHistory.weeks(
            [[.installations: ["": 10]], [.installations: ["": 9], .activity: ["kept": 7]]], minorVersion: "14.2")
        #expect(FleetActivity(version).weeks.last?.lost == nil)
    }
}
