// SPDX-License-Identifier: MIT

import Testing

@testable import Schedules

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct UTCMomentTests {
    /// The same as the system's own conversion, at moments all over four centuries and at every hour around leap days.
    @Test func `knows the calendar as the system does`() {
        var moments = stride(from: 0, through: 15_000_000_000, by: 86_400 * 13 + 12_345).map { $0 }
        for year in [1970, 1972, 2000, 2024, 2100, 2400] {
            let leap = UTCMoment(year: year, month: 2, day: 28).seconds
            moments += stride(from: leap, to: leap + 3 * 86_400, by: 3600).map { $0 + 59 }
        }
        for seconds in moments {
            var time = time_t(seconds)
            var parts = tm()
            gmtime_r(&time, &parts)
            let moment = UTCMoment(seconds)
            let ours = [
                moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, moment.dayOfWeek,
                moment.dayOfYear,
            ]
            let theirs = [
                parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                parts.tm_wday + 1, parts.tm_yday + 1,
            ].map(Int.init)
            guard ours == theirs,
                UTCMoment(year: moment.year, month: moment.month, day: moment.day).seconds
                    == seconds - moment.timeOfDay, Self.isoWeek(&parts) == moment.weekOfYear
            else {
                Issue.record("\(seconds): \(ours) is not \(theirs), week \(moment.weekOfYear)")
                return
            }
        }
        #expect(moments.count > 10_000)
    }

    private static func isoWeek(_ parts: inout tm) -> Int? {
        var text = [CChar](repeating: 0, count: 8)
        strftime(&text, text.count, "%V", &parts)
        return Int(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    @Test func `counts weeks of a month from Sunday to Saturday, the first from the 1st`() {
        // 2026-03-01 is a Sunday, 2026-05-01 a Friday.
        #expect(
            [1, 7, 8, 14, 15, 31].map { UTCMoment(year: 2026, month: 3, day: $0).weekOfMonth } == [1, 1, 2, 2, 3, 5])
        #expect(
            [1, 2, 3, 9, 10, 31].map { UTCMoment(year: 2026, month: 5, day: $0).weekOfMonth } == [1, 1, 2, 2, 3, 6])
    }
}
