// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct DataHealthTests {
    private let latest = SampleHistory.latest

    private func alarms(
        seen: [Int], quarantined: [Int] = [], new: [Int] = [], minorVersion: String? = nil
    ) -> [DataHealth.Alarm] {
        let weeks: [SampleHistory.Cells] = seen.indices.map { index in
            [
                .installations: ["": seen[index]],
                .quarantined: ["": quarantined.isEmpty ? 0 : quarantined[index]],
                .activity: ["new": new.isEmpty ? 0 : new[index]],
            ]
        }
        return DataHealth(SampleHistory.weeks(weeks, minorVersion: minorVersion)).alarms
    }

    @Test func `a week that misses more than a quarter is silence`() {
        #expect(
            alarms(seen: [100, 104, 98, 100, 102, 101, 99, 100, 60])
                == [.silence(week: latest, seen: 60, expected: 100)])
        #expect(alarms(seen: [100, 100, 100, 100, 0]) == [.silence(week: latest, seen: 0, expected: 100)])
    }

    @Test func `a week that misses a tenth to a quarter is shrinking`() {
        #expect(
            alarms(seen: Array(repeating: 1000, count: 8) + [880])
                == [.shrinking(week: latest, seen: 880, expected: 1000)])
    }

    @Test func `what chance explains is no alarm`() {
        #expect(alarms(seen: Array(repeating: 100, count: 8) + [71]).isEmpty)
        #expect(alarms(seen: Array(repeating: 6, count: 8) + [0]).isEmpty)
        #expect(alarms(seen: Array(repeating: 1_000_000, count: 8) + [950_000]).isEmpty)
    }

    @Test func `silence goes on being told while it lasts, the newest week first`() {
        #expect(
            alarms(seen: Array(repeating: 100, count: 8) + [0, 0])
                == [
                    .silence(week: latest, seen: 0, expected: 100),
                    .silence(week: latest.advanced(by: -1), seen: 0, expected: 100),
                ])
    }

    @Test func `fewer than four weeks before tell nothing`() {
        #expect(alarms(seen: [100, 100, 100, 0]).isEmpty)
        #expect(alarms(seen: [0, 0, 0, 0, 0, 100, 100, 100, 0]).isEmpty)
    }

    @Test func `weeks in which nothing was seen are not what is usual`() {
        #expect(
            alarms(seen: Array(repeating: 100, count: 4) + [0, 0, 0, 0, 60]).first
                == .silence(week: latest, seen: 60, expected: 100))
    }

    @Test func `many that were seen on one day only are newcomers`() {
        let seen = Array(repeating: 100, count: 9)
        #expect(
            alarms(seen: seen, quarantined: [2, 3, 2, 2, 3, 2, 2, 3, 40])
                == [.newcomers(week: latest, quarantined: 40, usual: 2)])
        #expect(alarms(seen: seen, quarantined: [2, 3, 2, 2, 3, 2, 2, 3, 6]).isEmpty)
        // Beyond chance, but not twice as many.
        #expect(alarms(seen: seen, quarantined: Array(repeating: 1000, count: 8) + [1900]).isEmpty)
        #expect(
            alarms(seen: seen, quarantined: [0, 0, 0, 0, 0, 0, 0, 0, 6])
                == [.newcomers(week: latest, quarantined: 6, usual: 0)])
    }

    @Test func `many new ones are arrivals`() {
        let new = Array(repeating: 10, count: 8)
        #expect(
            alarms(seen: Array(repeating: 100, count: 8) + [140], new: new + [50])
                == [.arrivals(week: latest, new: 50, usual: 10)])
        #expect(alarms(seen: Array(repeating: 100, count: 8) + [110], new: new + [28]).isEmpty)
    }

    @Test func `one version alone raises no alarm, since installations move on`() {
        #expect(alarms(seen: Array(repeating: 100, count: 8) + [0], minorVersion: "14.2").isEmpty)
    }

    private func health(seen: [Int], quarantined: [Int] = [], minorVersion: String? = nil) -> DataHealth {
        DataHealth(
            SampleHistory.weeks(
                seen.indices.map { index in
                    [
                        .installations: ["": seen[index]],
                        .quarantined: ["": quarantined.isEmpty ? 0 : quarantined[index]],
                    ]
                }, minorVersion: minorVersion))
    }

    @Test func `why no alarm could be raised is known`() {
        #expect(health(seen: [100, 100, 100, 100, 100]).alarmShortage == nil)
        #expect(health(seen: [100, 100, 100, 100]).alarmShortage == .weeks(3))
        #expect(health(seen: [100, 0, 0, 100, 100, 100]).alarmShortage == .weeks(3))
        #expect(health(seen: [100, 100, 100, 100, 100], minorVersion: "14.2").alarmShortage == .oneVersion("14.2"))
        // Of 7 that are usual, none is too few; of 6 it may be chance.
        let usual = DataHealth.AlarmShortage.fewestUsual
        #expect(health(seen: Array(repeating: usual, count: 5)).alarmShortage == nil)
        #expect(health(seen: Array(repeating: usual, count: 4) + [0]).alarms.count == 1)
        #expect(health(seen: Array(repeating: usual - 1, count: 5)).alarmShortage == .installations(usual: usual - 1))
        #expect(health(seen: Array(repeating: usual - 1, count: 4) + [0]).alarms.isEmpty)
    }

    @Test func `a wave long ago is found`() {
        var quarantined = Array(repeating: 3, count: 26)
        quarantined[5] = 60
        quarantined[9] = 40
        let seen = Array(repeating: 100, count: 26)
        let found = health(seen: seen, quarantined: quarantined)
        #expect(found.alarms.isEmpty)
        #expect(
            found.largestWave == DataHealth.Wave(week: latest.advanced(by: -20), quarantined: 60, usual: 3))
        #expect(health(seen: seen, quarantined: quarantined, minorVersion: "14.2").largestWave == nil)
        #expect(health(seen: seen, quarantined: Array(repeating: 3, count: 25) + [8]).largestWave == nil)
        #expect(health(seen: [9, 9, 9, 9], quarantined: [0, 90, 0, 0]).largestWave == nil)
        #expect(health(seen: [9, 9, 0, 9, 9], quarantined: [0, 0, 90, 0, 0]).largestWave?.quarantined == 90)
        #expect(health(seen: seen).largestWave == nil)
    }

    @Test func `values that no list knows are counted by dimension`() {
        let health = DataHealth(
            SampleHistory.week([
                .installations: ["": 40], .quarantined: ["": 10], .distro: ["other": 4, "Debian GNU/Linux": 36],
                .release: ["12": 40], .arch: ["other": 1], .system: ["linux · other other · x64": 4],
            ]))
        #expect(health.otherValues == [ValueCount(value: "arch", count: 1), ValueCount(value: "distro", count: 4)])
        #expect(health.quarantinedShare == Proportion(successes: 10, n: 50))
        #expect(health.seen == 40 && health.week == latest && health.collector == nil)
    }

    @Test func `the collector's shares are of all that came`() {
        let collector = DataHealth.Collector(
            since: nil, stored: 90, repeated: 5,
            rejected: [ValueCount(value: "not-json", count: 3), ValueCount(value: "rate", count: 2)],
            unknownValues: [], clockSkew: [])
        #expect(collector.rejectedShare == Proportion(successes: 5, n: 100))
    }

    @Test func `counts that cannot be are no trouble`() {
        let collector = DataHealth.Collector(
            since: nil, stored: .max, repeated: 5, rejected: [ValueCount(value: "a", count: -3)], unknownValues: [],
            clockSkew: [])
        #expect(collector.rejectedShare == Proportion(successes: 0, n: .max))
    }

    @Test func `an empty history is quiet`() {
        let health = DataHealth(SampleHistory.weeks(Array(repeating: [:], count: 20)))
        #expect(health.alarms.isEmpty && health.otherValues.isEmpty && health.quarantinedShare.n == 0)
    }
}
