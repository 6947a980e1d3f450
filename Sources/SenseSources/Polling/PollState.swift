// SPDX-License-Identifier: MIT

import Monitoring

/// Remembers how the polls of one target go, so that only changes are logged.
struct PollState {
    enum Change: Equatable {
        case first
        case recovered
        case failing(PollFailure)
    }

    private var last: Result<Void, PollFailure>?

    /// True if the newest poll failed.
    var isFailing: Bool { if case .failure = last { true } else { false } }

    /// - Parameter failure: what went wrong with the newest poll; `nil` if nothing did.
    /// - Returns: the change to report: the first success, a recovery, or a failure for a new reason.
    mutating func update(_ failure: PollFailure?) -> Change? {
        let previous = last
        last = failure.map { .failure($0) } ?? .success(())
        switch (previous, failure) {
        case (.failure(let old), .some(let new)) where Self.isSame(old, new): return nil
        case (_, .some(let new)): return .failing(new)
        case (.failure, nil): return .recovered
        case (nil, nil): return .first
        case (.success, nil): return nil
        }
    }

    /// Certificates fail for many reasons, each with its own remedy; the other categories speak for themselves.
    private static func isSame(_ old: PollFailure, _ new: PollFailure) -> Bool {
        old.category == new.category && (new.category != .certificateError || old.message == new.message)
    }
}
