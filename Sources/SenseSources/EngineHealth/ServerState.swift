// SPDX-License-Identifier: MIT

import Monitoring

/// Remembers how polls of a server go, so that only changes are logged.
struct ServerState {
    enum Change: Equatable {
        case first
        case recovered
        case failing(PollFailure)
    }

    private var last: Result<Void, PollFailure>?

    /// - Parameter failure: what went wrong with the newest poll; `nil` if nothing did.
    /// - Returns: the change to report: the first success, a recovery, or a failure for a new reason.
    mutating func update(_ failure: PollFailure?) -> Change? {
        let previous = last
        last = failure.map { .failure($0) } ?? .success(())
        switch (previous, failure) {
        case (.failure(let old), .some(let new)) where old.category == new.category: return nil
        case (_, .some(let new)): return .failing(new)
        case (.failure, nil): return .recovered
        case (nil, nil): return .first
        case (.success, nil): return nil
        }
    }
}
