// SPDX-License-Identifier: MIT

import TelemetryCollector
import Testing

struct SenderRatesTests {
    private let time = HandClock()

    private func rates(_ perHour: Int) -> SenderRates { SenderRates(perHour: perHour, now: { [time] in time.now }) }

    @Test func `lets a sender come so often at once, and then evenly`() {
        let rates = rates(60)
        for _ in 0..<60 { #expect(rates.admit([1]) == nil) }
        #expect(rates.admit([1]) == 60)
        time.advance(by: .seconds(59))
        #expect(rates.admit([1]) == 1)
        time.advance(by: .seconds(1))
        #expect(rates.admit([1]) == nil)
        #expect(rates.admit([1]) == 60)
    }

    @Test func `gives the whole allowance back after an hour`() {
        let rates = rates(10)
        for _ in 0..<10 { #expect(rates.admit([1]) == nil) }
        time.advance(by: .seconds(3600))
        for _ in 0..<10 { #expect(rates.admit([1]) == nil) }
        #expect(rates.admit([1]) != nil)
    }

    @Test func `being refused costs nothing`() {
        let rates = rates(1)
        #expect(rates.admit([1]) == nil)
        for _ in 0..<100 { #expect(rates.admit([1]) == 3600) }
        time.advance(by: .seconds(3600))
        #expect(rates.admit([1]) == nil)
    }

    @Test func `does not punish strangers for what thousands send`() {
        let rates = rates(5)
        for sender in 0..<2000 {
            for _ in 0..<20 { _ = rates.admit([1, UInt8(sender & 0xFF), UInt8(sender >> 8)]) }
        }
        let refused = (0..<2000).count { rates.admit([2, UInt8($0 & 0xFF), UInt8($0 >> 8)]) != nil }
        // Each of the four places is taken with a chance of about an eighth.
        #expect(refused < 20)
    }

    @Test func `has no limit if it is zero`() {
        let rates = rates(0)
        for _ in 0..<10_000 { #expect(rates.admit([1]) == nil) }
    }

    @Test func `forgets who was who after a few hours`() {
        let rates = rates(1)
        #expect(rates.admit([1]) == nil)
        time.advance(by: .seconds(3599))
        #expect(rates.admit([1]) == 1)
        time.advance(by: .seconds(6 * 3600))
        #expect(rates.admit([1]) == nil)
    }

    @Test func `lets in so many newcomers, whoever they are`() {
        let budget = NewcomerBudget(perHour: 2, now: { [time] in time.now })
        #expect([budget.admit(), budget.admit(), budget.admit()] == [true, true, false])
        time.advance(by: .seconds(1800))
        #expect([budget.admit(), budget.admit()] == [true, false])
        let open = NewcomerBudget(perHour: 0)
        #expect((0..<5000).allSatisfy { _ in open.admit() })
    }
}
