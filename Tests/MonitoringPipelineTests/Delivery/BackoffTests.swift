// SPDX-License-Identifier: MIT

import MonitoringPipeline
import Testing

@Suite struct BackoffTests {
    private let backoff = Backoff(base: .milliseconds(500), cap: .seconds(60))

    @Test(arguments: [
        (1, 500), (2, 1000), (3, 2000), (7, 32_000), (8, 60_000), (20, 60_000), (1000, 60_000), (Int.max, 60_000),
        (0, 500), (-5, 500),
    ])
    func `doubles its ceiling up to the cap`(attempt: Int, milliseconds: Int) {
        #expect(backoff.delay(afterAttempt: attempt, random: 1) == .milliseconds(milliseconds))
    }

    @Test(arguments: [(0.0, 0), (0.25, 500), (0.5, 1000), (1.0, 2000), (-3, 0), (7, 2000)])
    func `waits a random part of the ceiling`(random: Double, milliseconds: Int) {
        #expect(backoff.delay(afterAttempt: 3, random: random) == .milliseconds(milliseconds))
    }
}
