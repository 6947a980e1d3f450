// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import NIOCore
import SenseDatagrams
import Synchronization

@testable import SenseSources

/// Keeps together what was handed over together.
final class BatchSink: ObservationSink {
    private let kept = Mutex<[[Observation]]>([])

    var batches: [[Observation]] { kept.withLock { $0 } }

    func receive(_ observations: [Observation]) { kept.withLock { $0.append(observations) } }

    /// What of each event tells it from others: the message, or the object of a performance event.
    var messages: [[String]] {
        batches.map { batch in
            batch.map { observation in
                switch observation {
                case .userEvent(let event): event.text(.message)
                case .logEvent(let event): event.text(event.performance == nil ? .message : .objectID)
                default: "something else"
                }
            }
        }
    }
}

extension DatagramHandler {
    /// Handles datagrams that were read in one go.
    @discardableResult
    func read(
        _ datagrams: String..., at time: Timestamp = Timestamp(secondsSinceEpoch: 1)
    ) throws -> [RejectionReason?] {
        let reasons = try datagrams.map { try handle($0, at: time) }
        endBatch()
        return reasons
    }

    /// Handles one of several datagrams.
    func handle(
        _ datagram: String, at time: Timestamp = Timestamp(secondsSinceEpoch: 1)
    ) throws -> RejectionReason? {
        let source = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
        return Array(datagram.utf8).withUnsafeBytes { handle($0, from: source, at: time) }
    }
}
