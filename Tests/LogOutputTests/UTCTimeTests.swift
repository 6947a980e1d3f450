// SPDX-License-Identifier: MIT

import Testing

@testable import LogOutput

@Suite struct UTCTimeTests {
    @Test(arguments: [
        (0, 0, "1970-01-01T00:00:00.000Z"),
        (951_782_400, 7, "2000-02-29T00:00:00.007Z"),
        (1_709_251_199, 999, "2024-02-29T23:59:59.999Z"),
        (1_709_251_200, 0, "2024-03-01T00:00:00.000Z"),
        (1_735_689_599, 42, "2024-12-31T23:59:59.042Z"),
        (1_795_334_950, 11, "2026-11-22T08:09:10.011Z"),
        (4_107_542_400, 0, "2100-03-01T00:00:00.000Z"),
        (-1, 500, "1969-12-31T23:59:59.500Z"),
    ])
    func `spells known instants`(seconds: Int, milliseconds: Int, expected: String) {
        #expect(UTCTime.text(LogTime(seconds: seconds, milliseconds: milliseconds)) == expected)
    }
}
