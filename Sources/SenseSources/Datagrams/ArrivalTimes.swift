// SPDX-License-Identifier: MIT

import Monitoring

/// Gives each datagram a moment of its own, later than those before: a destination may keep one of two events that are alike in
/// all but the time.
struct ArrivalTimes {
    /// A clock that is set back by more than this is believed.
    private static let patience: Int64 = 1_000_000_000

    private var last: Timestamp?

    /// - Parameter now: what the clock says; the same for all that was read in one go.
    mutating func next(_ now: Timestamp) -> Timestamp {
        var time = now
        if let last, time <= last, last.nanoseconds - time.nanoseconds <= Self.patience {
            time.nanoseconds = last.nanoseconds + 1
        }
        last = time
        return time
    }
}
