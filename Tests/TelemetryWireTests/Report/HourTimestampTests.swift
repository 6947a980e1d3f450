// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct HourTimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (3_599, "1970-01-01T00:00:00.000Z"), (3_600, "1970-01-01T01:00:00.000Z"),
        (-1, "1969-12-31T23:00:00.000Z"), (-3_600, "1969-12-31T23:00:00.000Z"), (-3_601, "1969-12-31T22:00:00.000Z"),
        (1_795_352_400 + 754, "2026-11-22T13:00:00.000Z"),
    ])
    func `is cut down to the hour`(_ seconds: Int, _ text: String) {
        #expect(HourTimestamp(secondsSinceEpoch: seconds).description == text)
    }

    @Test(arguments: [
        "2026-11-22T13:00:00.000Z", "2026-11-22T13:59:59Z", "2026-11-22T13:05:00.1Z", "2026-11-22T13:05:00.123456789Z",
        "2026-11-22T13:05:60Z",
    ])
    func `reads times with and without a fraction`(_ text: String) throws {
        let time = try #require(HourTimestamp(text))
        #expect(time.description == "2026-11-22T13:00:00.000Z")
        #expect(time.day == UTCDay(number: 20_779))
    }

    @Test func `reads back what it wrote`() {
        for hours in stride(from: -1_000_000, through: 1_000_000, by: 997) {
            let time = HourTimestamp(secondsSinceEpoch: hours * 3600)
            #expect(HourTimestamp(time.description) == time)
            #expect(time.hoursSinceEpoch == hours)
        }
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T13:00:00", "2026-11-22T13:00:00+00:00", "2026-11-22T13:00:00.Z",
        "2026-11-22T13:00:00,5Z", "2026-11-22T13:00:00.5xZ", "2026-11-22T13:00:00.1234567890Z", "2026-11-22 13:00:00Z",
        "2026-11-22t13:00:00z", "2026-13-22T13:00:00Z", "2026-02-29T13:00:00Z", "2026-11-22T24:00:00Z",
        "2026-11-22T13:60:00Z", "2026-11-22T13:00:61Z", "+026-11-22T13:00:00Z", "2026-11-22T1３:00:00Z",
        " 2026-11-22T13:00:00Z", "2026-11-22T13:00:00Z\n", "2026-11-22T13:00Z", "20261122T130000Z",
    ])
    func `refuses everything else`(_ text: String) {
        #expect(HourTimestamp(text) == nil)
    }
}
