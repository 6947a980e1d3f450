// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@Suite struct EngineStartTests {
    @Test(arguments: [
        ("19700101T000000.000Z", 0), ("20260310T061500.000Z", 1_773_123_300), ("20260310T061500Z", 1_773_123_300),
        ("20260310T061500.000+0100", 1_773_119_700), ("20260310T061500.000+01:00", 1_773_119_700),
        ("20260310T061500.123-0530", 1_773_143_100), ("20260310T061500.000+0000", 1_773_123_300),
        ("20240229T235959.000Z", 1_709_251_199), ("20000229T000000.000Z", 951_782_400),
        ("20000301T000000.000Z", 951_868_800), ("21000301T000000.000Z", 4_107_542_400),
        ("20241231T235960.000Z", 1_735_689_600), ("19691231T235959.000Z", -1),
    ])
    func `knows the moment that a text with a zone names`(text: String, seconds: Int) {
        #expect(EngineStart(text, localOffset: 7200)?.secondsSinceEpoch == seconds)
    }

    @Test(arguments: [(0, 1_773_123_300), (3600, 1_773_119_700), (-18_000, 1_773_141_300), (19_800, 1_773_103_500)])
    func `takes a text without a zone for this host's time`(offset: Int, seconds: Int) {
        #expect(EngineStart("20260310T061500.000", localOffset: offset)?.secondsSinceEpoch == seconds)
        #expect(EngineStart("20260310T061500", localOffset: offset)?.secondsSinceEpoch == seconds)
    }

    @Test(arguments: [
        "", "Z", "20260310", "20260310T0615", "20260310 061500Z", "2026-03-10T06:15:00Z", "20261310T061500Z",
        "20260010T061500Z", "20260300T061500Z", "20260332T061500Z", "20260310T241500Z", "20260310T066000Z",
        "20260310T061561Z", "2026031xT061500Z", "00000310T061500Z", "20260310T061500.000CET", "20260310T061500.000+01",
        "20260310T061500.000+01000", "20260310T061500.000+-100", "20260310T061500.000z0100", "-0260310T061500Z",
        "２０２６0310T061500Z",
    ])
    func `refuses anything else`(text: String) {
        #expect(EngineStart(text, localOffset: 0) == nil)
    }

    @Test(arguments: ["20260230T000000Z", "20260229T000000Z", "20260431T000000Z", "21000229T000000Z"])
    func `refuses days that the month does not have`(text: String) {
        #expect(EngineStart(text, localOffset: 0) == nil)
    }

    @Test(arguments: [
        (0, "0 days, 0h 00m 00s"), (59, "0 days, 0h 00m 59s"), (3665, "0 days, 1h 01m 05s"),
        (86_399, "0 days, 23h 59m 59s"), (86_400, "1 days, 0h 00m 00s"), (22_252_116, "257 days, 13h 08m 36s"),
        (-1, "0 days, 0h 00m 00s"), (-86_400, "0 days, 0h 00m 00s"),
    ])
    func `spells the time since the start`(age: Int, expected: String) throws {
        let start = try #require(EngineStart("20260310T061500.000Z", localOffset: 0))
        let time = Timestamp(secondsSinceEpoch: start.secondsSinceEpoch + age)
        #expect(start.uptimeText(at: time) == expected)
    }

    @Test func `does not let a part of a second count`() throws {
        let start = try #require(EngineStart("19700101T000000Z", localOffset: 0))
        #expect(start.uptimeText(at: Timestamp(nanoseconds: 59_999_999_999)) == "0 days, 0h 00m 59s")
    }
}
