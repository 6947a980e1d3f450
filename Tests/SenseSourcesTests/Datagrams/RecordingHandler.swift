// SPDX-License-Identifier: MIT

import Dispatch
import Monitoring
import NIOCore
import SenseDatagrams
import Synchronization

@testable import SenseSources

/// What handlers were given.
final class DatagramRecording: Sendable {
    private let kept = Mutex<(datagrams: [[UInt8]], sources: [SocketAddress], times: [Timestamp])>(([], [], []))

    var datagrams: [[UInt8]] { kept.withLock { $0.datagrams } }
    var texts: [String] { datagrams.map { String(decoding: $0, as: UTF8.self) } }
    var sources: [SocketAddress] { kept.withLock { $0.sources } }
    var times: [Timestamp] { kept.withLock { $0.times } }

    fileprivate func add(_ datagram: [UInt8], _ source: SocketAddress, _ time: Timestamp) {
        kept.withLock { kept in
            kept.datagrams.append(datagram)
            kept.sources.append(source)
            kept.times.append(time)
        }
    }
}

/// Keeps what it is given, and rejects what starts with `bad`.
final class RecordingHandler: DatagramHandler {
    private let recording: DatagramRecording
    private let gate: DispatchSemaphore?
    private var isOpen = false

    /// - Parameter gate: is waited for before the first datagram; nothing is read meanwhile.
    init(_ recording: DatagramRecording, gate: DispatchSemaphore? = nil) {
        self.recording = recording
        self.gate = gate
    }

    func handle(_ datagram: UnsafeRawBufferPointer, from source: SocketAddress, at time: Timestamp) -> RejectionReason?
    {
        if !isOpen, let gate { _ = gate.wait(timeout: .now() + 60) }
        isOpen = true
        recording.add(Array(datagram), source, time)
        if datagram.isEmpty { return .empty }
        return datagram.starts(with: "bad".utf8) ? .tooFewFields : nil
    }

    func endBatch() {}
}
