// SPDX-License-Identifier: MIT

/// A clock that stands still: a sleep ends only when it is cancelled.
struct NeverClock: Clock {
    var now: InstantClock.Instant { .init(offset: .zero) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: InstantClock.Instant, tolerance: Duration?) async throws {
        let (nothing, continuation) = AsyncStream<Never>.makeStream()
        for await _ in nothing {}
        continuation.finish()
        throw CancellationError()
    }
}
