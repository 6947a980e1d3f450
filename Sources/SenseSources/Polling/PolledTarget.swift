// SPDX-License-Identifier: MIT

import Monitoring
import Synchronization

/// A target between two polls: whether one runs, and how the last one went.
final class PolledTarget: Sendable {
    let poll: any Poll
    private let state = Mutex((isBusy: false, polls: PollState()))

    init(_ poll: any Poll) { self.poll = poll }

    /// True if the newest poll failed.
    var isFailing: Bool { state.withLock { $0.polls.isFailing } }

    /// False if a poll already runs.
    func begin() -> Bool {
        state.withLock { state in
            defer { state.isBusy = true }
            return !state.isBusy
        }
    }

    func end() { state.withLock { $0.isBusy = false } }

    func update(_ failure: PollFailure?) -> PollState.Change? { state.withLock { $0.polls.update(failure) } }
}
