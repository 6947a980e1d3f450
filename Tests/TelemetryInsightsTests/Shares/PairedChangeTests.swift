// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct PairedChangeTests {
    private func week(_ on: Int, _ off: Int, of observed: Double, at number: Int = 2968) -> PairedChange.Week {
        PairedChange.Week(week: ISOWeek(number: number), switchedOn: on, switchedOff: off, observed: observed)
    }

    @Test func `one week has the values computed independently`() throws {
        let change = try #require(PairedChange([week(10, 4, of: 200)]))
        #expect(abs(change.change - 0.03) < 1e-12)
        #expect(isClose(change.interval, -0.008852205614, 0.073787756881))
        #expect(change.switchedOn == 10 && change.switchedOff == 4)
    }

    @Test func `weeks add up, each among those who were there`() throws {
        let weeks = [week(3, 1, of: 100, at: 2966), week(0, 2, of: 120, at: 2967), week(5, 0, of: 110)]
        let change = try #require(PairedChange(weeks))
        #expect(abs(change.change - (2.0 / 100 - 2.0 / 120 + 5.0 / 110)) < 1e-12)
        #expect(isClose(change.interval, -0.015212658457, 0.124429570635))
        #expect(change.weeks == ISOWeek(number: 2966)...ISOWeek(number: 2968))
    }

    @Test func `for many switches it is the usual paired interval`() throws {
        let change = try #require(PairedChange([week(4_000, 3_600, of: 100_000)]))
        #expect(isClose(change.interval, 0.0022915, 0.0057085, by: 5e-6))
    }

    @Test func `no switch in a quarter does not mean that none can happen`() throws {
        let change = try #require(PairedChange((0..<13).map { week(0, 0, of: 300, at: 2956 + $0) }))
        let zz = Proportion.z * Proportion.z
        #expect(change.change == 0)
        #expect(isClose(change.interval, -zz / 300, zz / 300))
    }

    @Test func `it is the same seen from the other side`() throws {
        let (one, other) = try (
            #require(PairedChange([week(7, 2, of: 90)])), #require(PairedChange([week(2, 7, of: 90)]))
        )
        #expect(isClose(one.interval, -other.interval.upperBound, -other.interval.lowerBound, by: 1e-12))
    }

    @Test func `nobody watched, nothing told`() {
        #expect(PairedChange([]) == nil)
        #expect(PairedChange([week(0, 0, of: 0)]) == nil)
    }

    @Test func `more switches than installations are taken for as many installations`() throws {
        let change = try #require(PairedChange([week(9, 0, of: 3)]))
        #expect(change.change == 1)
        #expect(change.interval.upperBound == 1 && change.interval.lowerBound > 0.3)
    }

    @Test func `all switching every week stays within minus one and one`() throws {
        let change = try #require(PairedChange((0..<13).map { week(5, 0, of: 5, at: 2956 + $0) }))
        #expect(change.change == 1 && change.interval.upperBound == 1)
        let back = try #require(PairedChange((0..<13).map { week(0, 5, of: 5, at: 2956 + $0) }))
        #expect(back.change == -1 && back.interval.lowerBound == -1)
    }
}
