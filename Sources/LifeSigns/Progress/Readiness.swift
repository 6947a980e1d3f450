// SPDX-License-Identifier: MIT

import Synchronization

/// Tells when everything that a start waits for has come.
package final class Readiness: Sendable {
    private let missing = Mutex(0)
    private let arrivals = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    package init() {}

    /// - Returns: what to call, once, when it has come.
    package func expect() -> @Sendable () -> Void {
        missing.withLock { $0 += 1 }
        return { [self] in
            missing.withLock { $0 -= 1 }
            arrivals.continuation.yield()
        }
    }

    /// Returns when everything that was expected has come, or the task is cancelled. For one task.
    package func wait() async {
        var iterator = arrivals.stream.makeAsyncIterator()
        while missing.withLock({ $0 > 0 }), await iterator.next() != nil {}
    }
}
