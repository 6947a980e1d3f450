// SPDX-License-Identifier: MIT

import NIOCore
import Synchronization

/// What became of the datagrams of a port. Each that was read is in exactly one of: accepted, dropped.
package final class ReceiverCounters: Sendable {
    package struct Values: Sendable, Equatable {
        /// Read from the socket.
        package var received = 0
        /// Of all that were read, cut to the most that is allowed and one.
        package var bytes = 0
        /// Handled, and not rejected for their content.
        package var accepted = 0
        package var dropped: [DatagramDrop: Int] = [:]
        /// Never read, because the kernel's buffer was full; `nil` if the kernel does not tell.
        package var droppedByKernel: Int?
        package var batches = 0
        /// The most that was read in one go.
        package var largestBatch = 0
        /// Read, and not handled yet: in none of the above.
        package var waiting = 0
        /// How long handling took, all together.
        package var handlingSeconds = 0.0
        /// What the kernel keeps for us, in bytes; `nil` before the first start.
        package var receiveBuffer: Int?
        package var isListening = false
        package var isUnderPressure = false
    }

    private struct State {
        var values = Values()
        var queued = 0
        var running = 0
        var rate: RateLimit?
        var times = ProcessingTimes()
        /// The socket that listens now.
        var socket: ReceivingSocket?
        var sockets = 0
        var seenDrops: UInt32 = 0
        /// What was handed over.
        var mark = QueueMetrics.Mark()
    }

    private let state = Mutex(State())
    private let maximumWaiting: Int
    let elapsed: @Sendable () -> Duration

    init(maximumWaiting: Int, elapsed: @escaping @Sendable () -> Duration) {
        self.maximumWaiting = maximumWaiting
        self.elapsed = elapsed
    }

    package var current: Values { state.withLock { $0.values } }

    /// The figures of the queue since the last that were handed over. They count on until `handedOver`.
    package func queueMetrics() -> QueueMetrics {
        let time = elapsed()
        return state.withLock { state in
            let drops = state.values.dropped
            let mark = QueueMetrics.Mark(
                received: state.values.received - drops[.source, default: 0], queued: state.queued,
                droppedForRate: drops[.rateLimit, default: 0], droppedForFullQueue: drops[.queueFull, default: 0],
                droppedForSize: drops[.size, default: 0], times: state.times.total)
            var metrics = QueueMetrics()
            metrics.mark = mark
            metrics.size = state.values.waiting
            metrics.maximumSize = maximumWaiting
            metrics.utilization = BackPressure.percentage(state.values.waiting, of: maximumWaiting)
            metrics.running = state.running
            metrics.received = mark.received - state.mark.received
            metrics.queued = mark.queued - state.mark.queued
            metrics.processed = metrics.queued
            metrics.droppedForRate = mark.droppedForRate - state.mark.droppedForRate
            metrics.droppedForFullQueue = mark.droppedForFullQueue - state.mark.droppedForFullQueue
            metrics.droppedForSize = mark.droppedForSize - state.mark.droppedForSize
            (metrics.processingAverage, metrics.processingPercentile95, metrics.processingMaximum) =
                state.times.summary(after: state.mark.times)
            metrics.currentRate = state.rate?.perMinute(at: time) ?? 0
            metrics.isUnderPressure = state.values.isUnderPressure
            return metrics
        }
    }

    /// Counts anew from where these figures end; what came since is in the next ones.
    package func handedOver(_ metrics: QueueMetrics) { state.withLock { $0.mark = metrics.mark } }

    /// - Parameter waiting: how many datagrams wait for the first one.
    func start(_ batch: DatagramBatch, waiting: Int) {
        state.withLock { state in
            state.values.waiting = waiting
            state.running = min(1, batch.queued)
        }
    }

    /// - Parameter waiting: how many datagrams wait and none is in work.
    func waits(_ waiting: Int) { state.withLock { $0.values.waiting = waiting } }

    var waiting: Int { state.withLock { $0.values.waiting } }

    /// - Parameter waiting: how many datagrams wait still.
    func end(
        _ batch: DatagramBatch, waiting: Int, took duration: Duration, rate: RateLimit?, isUnderPressure: Bool
    ) {
        state.withLock { state in
            state.values.waiting = waiting
            state.running = 0
            state.queued += batch.queued
            state.rate = rate
            state.times.add(batch.accepted, took: batch.queued == 0 ? .zero : duration * batch.accepted / batch.queued)
            state.values.received += batch.received
            state.values.bytes += batch.bytes
            state.values.accepted += batch.accepted
            for (reason, count) in batch.dropped { state.values.dropped[reason, default: 0] += count }
            state.values.batches += 1
            state.values.largestBatch = max(state.values.largestBatch, batch.received)
            state.values.handlingSeconds += duration / .seconds(1)
            state.values.isUnderPressure = isUnderPressure
        }
    }

    /// A new socket listens.
    func listens(at address: SocketAddress?, receiveBuffer: Int) {
        state.withLock { state in
            state.values.isListening = true
            state.sockets += 1
            let number = state.sockets
            state.socket = address.map { ReceivingSocket(address: $0, number: number) }
            state.values.receiveBuffer = receiveBuffer
            state.seenDrops = 0
        }
    }

    func listensNoMore() {
        state.withLock { state in
            state.values.isListening = false
            state.socket = nil
        }
    }

    /// What listens now.
    var socket: ReceivingSocket? { state.withLock { $0.socket } }

    /// What the kernel said that it dropped since the socket was made. Several may ask it at once, so what is older than
    /// what is known counts for nothing, as does what is said of a socket that is gone.
    func sawKernelDrops(_ drops: UInt32, of socket: ReceivingSocket) {
        state.withLock { state in
            guard state.socket?.number == socket.number else { return }
            // The kernel's counter wraps; the difference of two readings tells which one is newer.
            let more = max(0, Int32(bitPattern: drops &- state.seenDrops))
            state.values.droppedByKernel = (state.values.droppedByKernel ?? 0) + Int(more)
            if more > 0 { state.seenDrops = drops }
        }
    }
}

/// A socket of a port, which may get another one after it was closed.
struct ReceivingSocket {
    var address: SocketAddress
    var number: Int
}

/// What was read in one go.
struct DatagramBatch {
    var received = 0
    var bytes = 0
    /// Those that passed all checks before parsing.
    var queued = 0
    var accepted = 0
    var dropped: [DatagramDrop: Int] = [:]
}
