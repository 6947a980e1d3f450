// SPDX-License-Identifier: MIT

import Synchronization

/// A clock on which every sleep is over at once, and which remembers how long the sleeps were meant to be.
final class InstantClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let durations: Mutex<[Duration]>

    init() {
        durations = Mutex([])
    }

    var sleeps: [Duration] { durations.withLock { $0 } }
    var now: Instant { Instant(offset: sleeps.reduce(.zero, +)) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let duration = now.duration(to: deadline)
        durations.withLock { $0.append(duration) }
    }
}
