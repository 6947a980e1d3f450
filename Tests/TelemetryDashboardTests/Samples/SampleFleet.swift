// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// A fleet that grows by eight installations a week and moves from one version to the next, made of a formula.
struct SampleFleet: Sendable {
    /// The newest closed week, and the first one in which anybody was seen.
    static let last = ISOWeek(SampleFleet.today).advanced(by: -1)
    static let first = last.advanced(by: -25)
    static let today = UTCDay(number: 20_779)
    static let versions = ["14.2", "14.1", "13.0"]

    /// Names that are not the usual ones: for text from outside.
    var system = "linux · Debian GNU/Linux 12"
    var runtime = "Node.js 20"

    func counts(in week: ISOWeek, version: String?) -> [WeekCount] {
        guard week >= Self.first, week <= Self.last else { return [] }
        let age = week.number - Self.first.number
        let seen = 200 + 8 * age
        let newest = seen * min(age * 3, 70) / 100
        let byVersion = [
            "14.2": newest, "14.1": (seen - newest) * 3 / 4, "13.0": (seen - newest) - (seen - newest) * 3 / 4,
        ]
        let n = version.map { byVersion[$0] ?? 0 } ?? seen
        var counts: [WeekCount] = []
        func add(_ dimension: RollupDimension, _ value: String, _ count: Int) {
            counts.append(WeekCount(week: week, dimension: dimension, value: value, count: count))
        }
        add(.installations, "", n)
        add(.quarantined, "", n / 40)
        for (value, count) in [("new", n / 20), ("kept", n - n / 20 - n / 50), ("returned", n / 50)] {
            add(.activity, value, count)
        }
        for (value, count) in byVersion where version == nil || version == value { add(.version, "\(value).1", count) }
        for (value, part) in [(system, 60), ("win32 · Windows Server 2022", 40)] {
            add(.system, "\(value) · x64", n * part / 100)
        }
        for (value, count) in [("x64", n - n / 9), ("arm64", n / 9)] { add(.arch, value, count) }
        for (value, count) in [(runtime, n - n / 3), ("Node.js 18", n / 3)] { add(.runtime, value, count) }
        add(.virtual, "true", n * 7 / 10)
        add(.virtual, "false", n - n * 7 / 10)
        for (offset, feature) in TelemetryService.butlerSOS.features.enumerated() {
            let on = min(n * (offset * 9 + 3 + age / 3) / 100, n)
            add(.feature, "\(feature.name)=on", on)
            add(.feature, "\(feature.name)=off", n - on)
            add(.transition, "\(feature.name)=off>on", 2)
            add(.transition, "\(feature.name)=on>off", 1)
        }
        for other in ["influxdb", "prometheus"] {
            for (flags, part) in [("mqtt=on \(other)=on", 5), ("mqtt=on \(other)=off", 8), ("mqtt=off \(other)=on", 9)]
            {
                add(.pair, flags, n / part)
            }
            add(.pair, "mqtt=off \(other)=off", n - n / 5 - n / 8 - n / 9)
        }
        for month in 0..<6 { add(.cohort, "2026-0\(month + 1)", n / 6) }
        return counts
    }
}
