// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import SenseSources

@Suite struct ArrivalTimesTests {
    private func times(_ clock: [Int64]) -> [Int64] {
        var times = ArrivalTimes()
        return clock.map { times.next(Timestamp(nanoseconds: $0)).nanoseconds }
    }

    @Test func `no two are the same, and none is earlier`() {
        #expect(times([1000, 1000, 1000, 1001, 2000, 1500]) == [1000, 1001, 1002, 1003, 2000, 2001])
    }

    @Test func `a clock that was set is believed`() {
        #expect(times([5_000_000_000, 4_000_000_000, 3_000_000_000]) == [5_000_000_000, 5_000_000_001, 3_000_000_000])
    }
}
