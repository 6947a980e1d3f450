// SPDX-License-Identifier: MIT

import Synchronization

/// What became of the records of one destination. Every record is in exactly one of: written, dropped, waiting.
package final class DestinationCounters: Sendable {
    package struct Values: Sendable, Equatable {
        package var received = 0
        package var written = 0
        package var waiting = 0
        /// Batches that failed, whatever became of them.
        package var failures = 0
        package var dropped: [DropReason: Int] = [:]
    }

    /// Why a record was given up.
    package enum DropReason: String, Sendable, CaseIterable {
        /// The buffer was full and newer records needed the room.
        case overflow
        /// The destination will never accept it.
        case rejected
        /// The program ended before the destination took it.
        case shutdown
    }

    private let values = Mutex(Values())

    package init() {}

    package var current: Values { values.withLock { $0 } }

    /// Changes the figures all at once.
    package func update(_ change: (inout Values) -> Void) {
        values.withLock { change(&$0) }
    }
}
