// SPDX-License-Identifier: MIT

import Synchronization

/// How many requests each endpoint has got; requests arrive on any thread.
final class RequestCounts: Sendable {
    private let counts: Mutex<[Endpoint: Int]>

    /// Starts at nothing.
    init() {
        counts = Mutex([:])
    }

    /// Counts one request to an endpoint.
    func add(_ endpoint: Endpoint) {
        counts.withLock { $0[endpoint, default: 0] += 1 }
    }

    /// The requests to an endpoint so far.
    func count(of endpoint: Endpoint) -> Int {
        counts.withLock { $0[endpoint, default: 0] }
    }
}
