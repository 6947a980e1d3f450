// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryWire
import Testing

struct DayTextTests {
    @Test(arguments: [(20_779, "2026-11-22", "22 November 2026"), (0, "1970-01-01", "1 January 1970")])
    func `a day has a form for machines and one for people`(number: Int, iso: String, text: String) {
        let day = DayText(UTCDay(number: number))
        #expect(day.iso == iso)
        #expect(day.text == String(text.map { $0 == " " ? "\u{A0}" : $0 }))
    }

    @Test func `every month has its name`() {
        let names = (0..<12).map { DayText(UTCDay(number: 15 + $0 * 30)).text.split(separator: "\u{A0}")[1] }
        #expect(Set(names).count == 12)
    }

    @Test func `days far away are still texts`() {
        #expect(!DayText(UTCDay(number: -1_000_000)).text.isEmpty)
        #expect(!DayText(UTCDay(number: 10_000_000)).text.isEmpty)
    }
}
