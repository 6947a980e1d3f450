// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryWire

/// The versions of the imagined service, with the day on which each came out.
struct ReleaseCalendar: Sendable {
    struct Release: Sendable {
        var version: String
        /// What it was built with; `nil` if administrators install the runtime by themselves.
        var runtimeVersion: String?
        var day: UTCDay
    }

    /// `node` or `swift`.
    let runtime: String
    /// From the oldest to the newest; the first came out before everything else began.
    let releases: [Release]

    /// The newest release that was out on a day, by its place in the list.
    func newest(on day: UTCDay) -> Int { releases.lastIndex { $0.day <= day } ?? 0 }

    /// A version every two months or so, before and in the period: each third one starts a new minor version, the others
    /// are fixes.
    static func swift(until end: UTCDay, from start: UTCDay, seed: UInt64) -> ReleaseCalendar {
        var random = SplitMix64(seed: seed, 1)
        var days = [start.advanced(by: -240)]
        while let last = days.last, last < end { days.append(last.advanced(by: random.number(in: 36...76))) }
        if days.count > 1 { days.removeLast() }
        let releases = days.enumerated().map { index, day in
            let runtime = ["6.1", "6.2", "6.3"][min(index * 3 / max(days.count, 1), 2)]
            return Release(version: "1.\(index / 3).\(index % 3)", runtimeVersion: runtime, day: day)
        }
        return ReleaseCalendar(runtime: "swift", releases: releases)
    }

    /// The old versions, which come to their end: one more release in the period.
    static func node(from start: UTCDay) -> ReleaseCalendar {
        let versions = [("5.6.0", -900), ("6.0.0", -600), ("6.1.0", -360), ("6.2.0", -120), ("6.2.1", 60)]
        let releases = versions.map { version, offset in Release(version: version, day: start.advanced(by: offset)) }
        return ReleaseCalendar(runtime: "node", releases: releases)
    }
}
