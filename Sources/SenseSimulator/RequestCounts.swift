// SPDX-License-Identifier: MIT

import Synchronization

/// How many requests each server has got; requests arrive on any thread.
final class RequestCounts: Sendable {
    private let counts: Mutex<[Int: Int]>

    /// Starts at nothing.
    init() {
        counts = Mutex([:])
    }

    /// Counts one request to a server.
    func add(server index: Int) {
        counts.withLock { $0[index, default: 0] += 1 }
    }

    /// The requests to a server so far.
    func count(ofServer index: Int) -> Int {
        counts.withLock { $0[index, default: 0] }
    }
}
