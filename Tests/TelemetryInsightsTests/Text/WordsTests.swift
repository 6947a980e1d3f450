// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

struct WordsTests {
    /// Without the narrow spaces, which are hard to see in a test.
    private func plain(_ text: String) -> String { text.replacing(Words.thinSpace, with: " ") }

    @Test(arguments: [
        (0, "0 %"), (1, "100 %"), (0.171, "17.1 %"), (0.12, "12.0 %"), (0.0004, "<0.1 %"), (0.0006, "0.1 %"),
        (0.9996, ">99.9 %"), (0.9994, "99.9 %"), (-0.2, "0 %"), (1.2, "100 %"), (Double.nan, "0 %"),
    ])
    func `percent has one decimal, and only none and all read 0 and 100`(share: Double, text: String) {
        #expect(plain(Words.percent(share)) == text)
    }

    @Test(arguments: [(0, "0 %"), (0.004, "<1 %"), (0.03, "3 %"), (0.996, ">99 %"), (1, "100 %"), (Double.nan, "0 %")])
    func `percent without decimals still tells few from none`(share: Double, text: String) {
        #expect(plain(Words.roundPercent(share)) == text)
    }

    @Test func `an interval stands in brackets, a share with it`() {
        #expect(Words.interval(0.142...0.204) == "(14.2–20.4)")
        #expect(Words.interval(0...0.0002) == "(0–<0.1)")
        #expect(plain(Words.share(Proportion(successes: 105, n: 612))) == "17.2 % (14.4–20.3)")
        #expect(Words.share(Proportion(successes: 0, n: 0)) == "an unknown share")
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1234, "1234"), (12_345, "12 345"), (1_000_000, "1 000 000"), (-12_345, "−12 345"),
        (Int.min, "−9 223 372 036 854 775 808"),
    ])
    func `numbers from five digits on are grouped`(number: Int, text: String) {
        #expect(plain(Words.number(number)) == text)
    }

    @Test func `one is singular`() {
        #expect(Words.installations(1) == "1 installation")
        #expect(Words.installations(0) == "0 installations")
        #expect(Words.count(2, "runs", plural: "run") == "2 run")
    }

    @Test(arguments: [
        (0.004, "0.4 points"), (-0.004, "0.4 points"), (0.01, "1 point"), (0.0002, "<0.1 points"), (0, "0.0 points"),
        (0.25, "25.0 points"),
    ])
    func `points have no sign`(difference: Double, text: String) {
        #expect(Words.points(difference) == text)
    }

    @Test(arguments: [
        (3.46, "3.5"), (-0.01, "0.0"), (-2.25, "−2.3"), (Double.infinity, "0.0"), (1e300, "1000000000000.0"),
    ])
    func `decimals never trap`(number: Double, text: String) {
        #expect(Words.oneDecimal(number) == text)
    }

    @Test func `weeks and days are named as in ISO 8601`() throws {
        let day = try #require(UTCDay(year: 2026, month: 11, day: 11))
        #expect(Words.week(ISOWeek(day)) == "week 2026-W46")
        #expect(Words.weeks(ISOWeek(day)...ISOWeek(day)) == "week 2026-W46")
        #expect(Words.weeks(ISOWeek(day).advanced(by: -2)...ISOWeek(day)) == "weeks 2026-W44 to 2026-W46")
        #expect(Words.date(day) == "2026-11-11")
    }

    @Test(arguments: [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
    func `lists end with and`(words: [String], text: String) {
        #expect(Words.list(words) == text)
    }
}
