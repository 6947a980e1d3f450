// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSimulator

@Suite struct MomentTests {
    @Test(arguments: [
        (0.0, "19700101T000000.000Z"),
        (951_868_799.999, "20000229T235959.999Z"),
        (1_772_409_600, "20260302T000000.000Z"),
    ])
    func `writes a moment as the engine does`(seconds: Double, text: String) {
        #expect(Moment(secondsSinceEpoch: seconds).engineText == text)
    }

    @Test(arguments: [
        (-1.0, "19700101T000000.000Z"),
        (-.infinity, "19700101T000000.000Z"),
        (.nan, "19700101T000000.000Z"),
        (1e300, "99991231T235959.000Z"),
    ])
    func `takes the nearest moment for one it cannot show`(seconds: Double, text: String) {
        #expect(Moment(secondsSinceEpoch: seconds).engineText == text)
    }

    @Test func `starts the week on Monday`() {
        #expect(Moment(secondsSinceEpoch: 1_772_409_600).hoursIntoWeek == 0)
        #expect(Moment(secondsSinceEpoch: 1_772_409_600 - 1800).hoursIntoWeek == 167.5)
    }
}
