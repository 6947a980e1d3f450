// SPDX-License-Identifier: MIT

/// How one poll ended.
package struct PollOutcome: Sendable, Equatable {
    package var target: PollTarget
    /// `nil` if it gave what it was meant to give.
    package var failure: PollFailure?
    package var duration: Duration
    /// When it ended.
    package var time: Timestamp

    package init(_ target: PollTarget, failure: PollFailure?, duration: Duration, at time: Timestamp) {
        self.target = target
        self.failure = failure
        self.duration = duration
        self.time = time
    }
}
