// SPDX-License-Identifier: MIT

import Logging
import NIOCore
import SenseDatagrams
import Synchronization

/// Logs why datagrams are lost, seldom enough that a flood of bad ones floods no log.
final class DropReporter: Sendable {
    private let name: String
    private let logger: Logger
    private let log = Mutex(ReasonLog<DatagramDrop>())
    private let toldOfKernel = Mutex(0)

    init(_ name: String, logger: Logger) {
        self.name = name
        self.logger = logger
    }

    func add(
        _ drop: DatagramDrop, at time: Duration, from source: SocketAddress, _ datagram: @autoclosure () -> String
    ) {
        guard drop.isWorthTelling else { return }
        let line = log.withLock { log in
            log.add(drop, at: time) { .init(source: Self.text(of: source), excerpt: datagram()) }
        }
        if let line { tell(line) }
    }

    /// Tells what came since the last line, if that is a minute ago.
    func tellDue(at time: Duration) {
        for line in log.withLock({ $0.due(at: time) }) { tell(line) }
    }

    func tellRest() {
        for line in log.withLock({ $0.rest() }) { tell(line) }
    }

    /// Tells what the kernel dropped since the last line.
    func tellKernelDrops(_ values: ReceiverCounters.Values) {
        let drops = values.droppedByKernel ?? 0
        let more = toldOfKernel.withLock { told in
            defer { told = max(told, drops) }
            return drops - told
        }
        guard more > 0 else { return }
        logger.warning(
            "\(name): the kernel dropped datagrams because its buffer was full",
            metadata: ["count": "\(more)", "receive_buffer": "\(values.receiveBuffer ?? 0)"])
    }

    private func tell(_ line: ReasonLog<DatagramDrop>.Line) {
        logger.warning(
            "\(name): datagrams dropped",
            metadata: [
                "reason": "\(line.reason.label)", "count": "\(line.count)", "first_source": "\(line.sample.source)",
                "first_datagram": "\(line.sample.excerpt)",
            ])
    }

    /// Where a datagram is from, as `ADDRESS:PORT`.
    static func text(of source: SocketAddress) -> String {
        guard let address = source.ipAddress else { return "\(source)" }
        return source.protocol == .inet6 ? "[\(address)]:\(source.port ?? 0)" : "\(address):\(source.port ?? 0)"
    }
}
