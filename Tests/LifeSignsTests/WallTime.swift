// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringTestKit
import Synchronization

/// The host's clock of a test: goes with the test's clock, and can be set.
final class WallTime: Sendable {
    /// 2026-03-10 06:15:00, a Tuesday.
    static let start = 1_773_123_300

    private let clock: TestClock
    private let shift = Mutex(0)

    init(_ clock: TestClock) { self.clock = clock }

    func set(back seconds: Int) { shift.withLock { $0 -= seconds } }

    var now: Timestamp {
        let passed = Int64(clock.now.offset / .nanoseconds(1))
        return Timestamp(
            nanoseconds: Int64(Self.start + shift.withLock { $0 }) * 1_000_000_000 + passed)
    }
}
