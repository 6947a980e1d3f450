// SPDX-License-Identifier: MIT

package import NIOCore
import Synchronization

/// The clock of an event loop: a task that sleeps on it is woken by the loop's own timer.
package struct EventLoopClock: Clock {
    package struct Instant: InstantProtocol {
        var deadline: NIODeadline

        package func advanced(by duration: Duration) -> Instant {
            Instant(deadline: deadline + .nanoseconds(duration.nanoseconds))
        }

        package func duration(to other: Instant) -> Duration { .nanoseconds((other.deadline - deadline).nanoseconds) }

        package static func < (first: Instant, second: Instant) -> Bool { first.deadline < second.deadline }
    }

    private let eventLoop: any EventLoop

    package init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    package var now: Instant { Instant(deadline: .now()) }
    package var minimumResolution: Duration { .nanoseconds(1) }

    package func sleep(until instant: Instant, tolerance: Duration?) async throws {
        let alarm = Alarm()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                alarm.set(continuation, on: eventLoop, at: instant.deadline)
            }
        } onCancel: {
            alarm.cancel()
        }
    }

    /// One sleep: ends by the loop's timer or by cancellation, whichever comes first, and only once.
    private final class Alarm: Sendable {
        private enum State {
            case idle
            case set(CheckedContinuation<Void, any Error>, Scheduled<Void>)
            case over
        }

        private let state = Mutex(State.idle)

        func set(
            _ continuation: CheckedContinuation<Void, any Error>, on eventLoop: any EventLoop, at deadline: NIODeadline
        ) {
            let isCancelled = state.withLock { state in
                if case .over = state { return true }
                // The timer cannot ring before the lock is given up.
                let timer = eventLoop.scheduleTask(deadline: deadline) { self.ring() }
                state = .set(continuation, timer)
                return false
            }
            if isCancelled { continuation.resume(throwing: CancellationError()) }
        }

        func cancel() {
            guard let (continuation, timer) = take() else { return }
            timer.cancel()
            continuation.resume(throwing: CancellationError())
        }

        private func ring() { take()?.0.resume() }

        private func take() -> (CheckedContinuation<Void, any Error>, Scheduled<Void>)? {
            state.withLock { state in
                defer { state = .over }
                if case .set(let continuation, let timer) = state { return (continuation, timer) }
                return nil
            }
        }
    }
}
