// SPDX-License-Identifier: MIT

import HummingbirdCore
import Synchronization

/// Counts a server's connections and lets in no more than so many; others wait in the system's queue, which is bounded too.
package final class ConnectionCount: AvailableConnectionsDelegate {
    package let maximum: Int
    private let counts = Mutex(Counts())

    package struct Counts: Sendable, Equatable {
        package var open = 0
        package var opened = 0
        /// How often the last free place was taken.
        package var timesFull = 0
        /// Closed without a word, since an answer could not be given or was not read in time.
        package var dropped = 0
    }

    package init(maximum: Int) { self.maximum = maximum }

    package var current: Counts { counts.withLock { $0 } }

    package func connectionOpened() {
        counts.withLock { counts in
            counts.open += 1
            counts.opened += 1
            if counts.open == maximum { counts.timesFull += 1 }
        }
    }

    package func connectionClosed() { counts.withLock { $0.open -= 1 } }

    func connectionDropped() { counts.withLock { $0.dropped += 1 } }

    package func isAcceptingNewConnections() -> Bool { counts.withLock { $0.open < maximum } }
}
