// SPDX-License-Identifier: MIT

package import Monitoring
import Synchronization

/// What became of the records of one destination. Every record is in exactly one of: written, dropped, waiting, spooled.
package final class DestinationCounters: Sendable {
    package struct Values: Sendable, Equatable {
        package var received = 0
        /// Records that an earlier process left on disk.
        package var recovered = 0
        package var written = 0
        /// In memory.
        package var waiting = 0
        /// Of those in memory that are not underway, to the destination or to disk.
        package var waitingBytes = 0
        /// On disk.
        package var spooled = 0
        package var spooledBytes = 0
        /// Deliveries that were tried, and how many of them failed, whatever became of the records.
        package var deliveries = 0
        package var failures = 0
        /// How long deliveries took, all together.
        package var deliverySeconds = 0.0
        /// Whether the newest delivery was accepted; `nil` before the first.
        package var isUp: Bool?
        /// Since when a delivery is under way; `nil` if none is.
        package var deliveringSince: Timestamp?
        /// When the destination last took something.
        package var lastSuccess: Timestamp?
        package var lastFailure: Failure?
        package var dropped: [DropReason: Int] = [:]
    }

    /// A delivery that failed.
    package struct Failure: Sendable, Equatable {
        package var time: Timestamp
        package var category: PollFailure.Category
        /// A sentence for the administrator.
        package var message: String
    }

    /// Why a record was given up.
    package enum DropReason: String, Sendable, CaseIterable {
        /// The buffer was full and newer records needed the room.
        case overflow
        /// Something was missing that the destination needs.
        case incomplete
        /// The destination will never accept it.
        case rejected
        /// The destination takes nothing from here: a key or an address is wrong.
        case refused
        /// The program ended before the destination took it, and there was no disk to keep it on.
        case shutdown
        /// The disk space that is allowed was used up, and newer records needed the room.
        case spoolFull = "spool_full"
        /// It waited on disk for longer than is allowed.
        case expired
        /// It could not be read back from the disk.
        case damaged
    }

    private let values = Mutex(Values())

    package init() {}

    package var current: Values { values.withLock { $0 } }

    /// Changes the figures all at once.
    package func update(_ change: (inout Values) -> Void) {
        values.withLock { change(&$0) }
    }
}

extension DestinationCounters.Values {
    /// Counts what the destination will never take.
    mutating func drop(_ attempt: DeliveryAttempt) {
        if attempt.rejected > 0 { dropped[.rejected, default: 0] += attempt.rejected }
        if attempt.refused > 0 { dropped[.refused, default: 0] += attempt.refused }
    }
}
