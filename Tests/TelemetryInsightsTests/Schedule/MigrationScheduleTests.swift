// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

struct MigrationScheduleTests {
    private let old = "Node.js 18"
    /// The Sunday on which the latest week ends.
    private let sunday = SampleHistory.latest.sunday

    private func history(_ counts: [Int?], of total: Int = 400) -> FleetHistory {
        SampleHistory.weeks(
            counts.map { count in count.map { [.runtime: ["Node.js 18": $0, "Node.js 20": total - $0]] } ?? [:] })
    }

    private func schedule(_ counts: [Int?], of total: Int = 400, daysAhead: Int = 91) -> MigrationSchedule {
        MigrationSchedule(
            history(counts, of: total), subject: .runtime, value: old, end: sunday.advanced(by: daysAhead))
    }

    private let falling: [Int?] = [120, 116, 109, 108, 101, 97, 97, 90, 84, 80, 79, 71]

    @Test func `slope and forecast have the values computed independently`() throws {
        let schedule = schedule(falling)
        #expect(schedule.weeksAhead == 13)
        #expect(schedule.line.now == Proportion(successes: 71, n: 400))
        #expect(schedule.line.basis == .trend(weeks: 12))
        #expect(abs(schedule.line.pointsPerWeek + 0.868381) < 1e-6)
        #expect(isClose(schedule.line.pointsPerWeekInterval, -1.288583, -0.448179, by: 0.01))
        let forecast = try #require(schedule.line.forecast)
        #expect(abs(forecast.share - 0.0905756) < 1e-6)
        #expect(isClose(forecast.interval, 0.052896, 0.150823, by: 1e-4))
        #expect(schedule.line.stranded == 36)
    }

    @Test func `on the day itself it is the newest share with its interval`() throws {
        let now = Proportion(successes: 71, n: 400)
        for days in [0, -1, -400, .min / 4] {
            let forecast = try #require(schedule(falling, daysAhead: days).line.forecast)
            #expect(try abs(forecast.share - #require(now.share)) < 1e-12)
            let interval = try #require(now.interval)
            #expect(isClose(forecast.interval, interval.lowerBound, interval.upperBound, by: 1e-12))
            #expect(schedule(falling, daysAhead: days).weeksAhead == 0)
        }
    }

    @Test func `the farther the day, the wider the interval in odds, never narrower than a count would be`() throws {
        var before = 0.0
        for weeks in 0...60 {
            let forecast = try #require(schedule(falling, daysAhead: weeks * 7).line.forecast)
            let counted = try #require(
                Proportion(successes: Int((forecast.share * 400).rounded()), n: 400).interval)
            #expect(forecast.interval.lowerBound <= counted.lowerBound)
            #expect(forecast.interval.upperBound >= counted.upperBound)
            let odds = forecast.interval.upperBound / (1 - forecast.interval.upperBound)
            let width = odds * (1 - forecast.interval.lowerBound) / forecast.interval.lowerBound
            #expect(width > before)
            before = width
        }
    }

    @Test func `a small share that is to come is as unsure as a count of it`() throws {
        // So regular, and of so many, that the trend itself leaves hardly any doubt.
        let n = 100_000
        let counts: [Int?] = [
            90_025, 88_080, 85_815, 83_202, 80_218, 76_852, 73_106, 68_997, 64_566, 59_869, 54_983, 50_000,
        ]
        let forecast = try #require(schedule(counts, of: n, daysAhead: 15 * 7).line.forecast)
        #expect(abs(forecast.share - 0.0474) < 1e-4)
        let counted = try #require(
            Proportion(successes: Int((forecast.share * Double(n)).rounded()), n: n).interval)
        #expect(isClose(forecast.interval, counted.lowerBound, counted.upperBound, by: 1e-4))
        #expect(
            forecast.interval.lowerBound <= counted.lowerBound && forecast.interval.upperBound >= counted.upperBound)
    }

    @Test func `how many are stranded is rounded to the nearest`() throws {
        for weeks in 0...20 {
            let line = schedule(falling, daysAhead: weeks * 7).line
            #expect(try abs(Double(#require(line.stranded)) - #require(line.forecast).share * 400) <= 0.5)
        }
    }

    @Test func `more weeks of the same do not make the interval narrower than the newest week's`() throws {
        let interval = try #require(Proportion(successes: 40, n: 400).interval)
        let forecast = try #require(schedule(Array(repeating: 40, count: 26)).line.forecast)
        #expect(abs(forecast.share - 0.1) < 1e-12)
        #expect(forecast.interval.lowerBound < interval.lowerBound - 0.0002)
        #expect(forecast.interval.upperBound > interval.upperBound + 0.0002)
    }

    @Test func `fewer than six weeks with counts, or none or all, fall back to the newest share`() throws {
        let cases: [([Int?], MigrationSchedule.Basis.Reason)] = [
            ([71], .tooFewWeeks), ([90, 80, 75, 72, 71], .tooFewWeeks), ([90, nil, 80, 75, 72, 71], .tooFewWeeks),
            (falling + [0], .isNoneOrAll), (falling + [400], .isNoneOrAll),
        ]
        for (counts, reason) in cases {
            let line = schedule(counts).line
            let forecast = try #require(line.forecast)
            #expect(line.basis == .lastValue(reason))
            #expect(line.pointsPerWeek == 0)
            #expect(forecast.share == line.now.share)
            #expect(forecast.interval == line.now.interval)
        }
        #expect(schedule([90, 80, 75, 74, 72, 71]).line.basis == .trend(weeks: 6))
    }

    @Test func `a rising share is expected to stay, and the interval allows for more`() throws {
        let rising: [Int?] = falling.reversed()
        let line = schedule(rising).line
        let forecast = try #require(line.forecast)
        #expect(line.basis == .lastValue(.isNotFalling))
        #expect(line.pointsPerWeek > 0.8)
        #expect(abs(forecast.share - 0.3) < 1e-12)
        // Eleven weeks went from 17.75 to 30 %: the line leads to about 47 % in thirteen more.
        #expect(forecast.interval.upperBound > 0.47)
        #expect(try forecast.interval.lowerBound <= #require(line.now.interval).lowerBound)
    }

    @Test func `weeks without data are passed over, and the newest with data is where the trend starts`() throws {
        let gaps = schedule([120, nil, 109, 108, nil, 97, 97, 90, 84, nil, 79, 71, nil, nil])
        #expect(gaps.line.basis == .trend(weeks: 9))
        #expect(gaps.line.now.successes == 71)
        #expect(gaps.weeksAhead == 15)
        #expect(gaps.line.pointsPerWeek < -0.8)
        #expect(gaps.line.points.count == 14)
    }

    @Test func `weeks of more than half a year ago do not count`() throws {
        let recent: [Int?] = Array(repeating: 40, count: 26)
        let line = schedule(Array(repeating: 390, count: 10) + recent).line
        #expect(line.basis == .lastValue(.isNotFalling))
        #expect(abs(line.pointsPerWeek) < 1e-9)
    }

    @Test func `an empty history forecasts nothing`() {
        let schedule = schedule([nil, nil])
        #expect(schedule.line.forecast == nil && schedule.line.stranded == nil && schedule.line.now.n == 0)
        #expect(schedule.path.isEmpty && schedule.backTest == nil)
        #expect(MigrationSchedule.values(of: .runtime, in: history([nil])).isEmpty)
    }

    @Test func `a value that nobody runs is nobody stranded`() throws {
        let schedule = MigrationSchedule(
            history(falling), subject: .runtime, value: "Node.js 4", end: sunday.advanced(by: 91))
        #expect(schedule.line.now == Proportion(successes: 0, n: 400))
        #expect(schedule.line.stranded == 0)
        #expect(try #require(schedule.line.forecast).interval.upperBound < 0.01)
    }

    @Test func `a day beyond all calendars is no trouble`() throws {
        for days in [1_000_000, Int.max / 4] {
            let schedule = schedule(falling, daysAhead: days)
            let forecast = try #require(schedule.line.forecast)
            #expect(forecast.share >= 0 && forecast.interval.upperBound <= 1)
            #expect(schedule.path.count == 53)
        }
        let end = UTCDay(number: .max)
        #expect(MigrationSchedule(history(falling), subject: .runtime, value: old, end: end).line.forecast != nil)
    }

    @Test func `a million installations are no trouble`() throws {
        let counts = falling.map { $0.map { $0 * 2500 } }
        let forecast = try #require(schedule(counts, of: 1_000_000).line.forecast)
        #expect(forecast.interval.contains(forecast.share))
    }

    @Test func `the path leads week by week to the forecast`() throws {
        let schedule = schedule(falling)
        #expect(schedule.path.count == 13)
        #expect(schedule.path.last == schedule.line.forecast)
        #expect(schedule.path.map(\.share) == schedule.path.map(\.share).sorted(by: >))
    }

    @Test func `the worst case of a forecast contains its interval`() throws {
        let forecast = try #require(schedule(falling).line.forecast)
        let worst = forecast.worstCase(silent: 0.3)
        #expect(abs(worst.lowerBound - forecast.interval.lowerBound * 0.7) < 1e-12)
        #expect(abs(worst.upperBound - forecast.interval.upperBound * 0.7 - 0.3) < 1e-12)
    }

    @Test func `systems are counted over all architectures, and folded weeks tell nothing`() {
        let history = SampleHistory.weeks([
            [.system: ["linux · Debian GNU/Linux 11 · x64": 9, "other": 1]],
            [
                .system: [
                    "linux · Debian GNU/Linux 11 · x64": 5, "linux · Debian GNU/Linux 11 · arm64": 2,
                    "win32 · Windows 2019 · x64": 3,
                ]
            ],
        ])
        let schedule = MigrationSchedule(
            history, subject: .system, value: "linux · Debian GNU/Linux 11", end: sunday)
        #expect(
            schedule.line.points.map(\.proportion) == [Proportion(successes: 0, n: 0), Proportion(successes: 7, n: 10)])
        #expect(
            MigrationSchedule.all(history, subject: .system, end: sunday).map(\.line.value)
                == ["linux · Debian GNU/Linux 11", "win32 · Windows 2019"])
        #expect(MigrationSchedule.all(history, subject: .system, end: sunday, limit: 1).count == 1)
    }

    @Test func `an architecture that is called other counts`() {
        let history = SampleHistory.week([.arch: ["other": 1, "x64": 3]])
        #expect(MigrationSchedule.values(of: .architecture, in: history).map(\.value) == ["x64", "other"])
    }
}
