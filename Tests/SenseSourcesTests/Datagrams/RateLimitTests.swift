// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSources

@Suite struct RateLimitTests {
    @Test func `lets the first of each fixed minute pass`() {
        var limit = RateLimit(limit: 2)
        #expect([0, 10, 20, 59].map { limit.admits(at: .seconds($0)) } == [true, true, false, false])
        // The next minute begins with what comes first after the one before.
        #expect([75, 100, 134, 135].map { limit.admits(at: .seconds($0)) } == [true, true, false, true])
    }

    @Test func `tells the pace of this minute`() {
        var limit = RateLimit(limit: 100)
        #expect(limit.perMinute(at: .zero) == 0)
        for _ in 0..<25 { _ = limit.admits(at: .seconds(1)) }
        #expect(limit.perMinute(at: .seconds(30)) == 50)
        #expect(limit.perMinute(at: .seconds(7)) == 214)
        #expect(limit.perMinute(at: .seconds(60)) == 0)
        #expect(limit.perMinute(at: .nanoseconds(1)) == Int(Int32.max))
    }
}
