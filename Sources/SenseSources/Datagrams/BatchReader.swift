// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import NIOCore
import SenseDatagrams

/// Checks datagrams as they are read, and gives those that pass to a handler when the reading ends.
final class BatchReader: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let name: String
    private let maximumSize: Int
    private let maximumWaiting: Int
    private let readCount: Int
    private let sources: AllowedSources?
    private let handler: any DatagramHandler
    private let counters: ReceiverCounters
    private let reporter: DropReporter
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    private var rate: RateLimit?
    private var pressure: BackPressure
    private var waiting: [AddressedEnvelope<ByteBuffer>] = []
    private var batch = DatagramBatch()
    /// What was queued without a pause: each reading before this one was a full one, so more was waiting.
    private var queuedBefore = 0
    /// Both as of the start of the batch.
    private var time: Duration = .zero
    private var allowed: Set<IPAddress>?
    private var arrival = ArrivalTimes()
    private var failureToldAt: Duration?

    init(
        _ name: String, settings: ReceiverSettings, readCount: Int, sources: AllowedSources?,
        handler: any DatagramHandler,
        counters: ReceiverCounters, reporter: DropReporter, now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.name = name
        maximumSize = settings.maximumSize
        maximumWaiting = settings.maximumWaiting
        self.readCount = readCount
        self.sources = sources
        self.handler = handler
        self.counters = counters
        self.reporter = reporter
        self.now = now
        self.logger = logger
        rate = settings.maximumPerMinute.map(RateLimit.init)
        pressure = BackPressure(capacity: settings.maximumWaiting, threshold: settings.warningPercentage)
        waiting.reserveCapacity(min(settings.maximumWaiting, 1024))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let datagram = Self.unwrapInboundIn(data)
        if batch.received == 0 {
            time = counters.elapsed()
            allowed = sources?.current
        }
        batch.received += 1
        batch.bytes += datagram.data.readableBytes
        if let reason = refusal(of: datagram) {
            drop(datagram, reason)
        } else {
            batch.queued += 1
            waiting.append(datagram)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard batch.received > 0 else { return }
        let waiting = min(maximumWaiting, max(0, queuedBefore + batch.queued - 1))
        queuedBefore = batch.received < readCount ? 0 : min(maximumWaiting, queuedBefore + batch.queued)
        counters.start(batch, waiting: waiting)
        updatePressure(waiting)
        let start = counters.elapsed()
        handleWaiting()
        handler.endBatch()
        counters.end(batch, took: counters.elapsed() - start, rate: rate, isUnderPressure: pressure.isOn)
        logger.debug(
            "\(name): datagrams were read",
            metadata: [
                "datagrams": "\(batch.received)", "taken": "\(batch.accepted)", "bytes": "\(batch.bytes)",
                "dropped": "\(batch.dropped.values.reduce(0, +))",
            ])
        batch = DatagramBatch()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let time = counters.elapsed()
        guard failureToldAt.map({ time - $0 >= .seconds(60) }) ?? true else { return }
        failureToldAt = time
        logger.warning("\(name): reading failed", metadata: ["cause": "\(error)"])
    }

    /// In the order that is promised: source, size, rate, queue.
    private func refusal(of datagram: AddressedEnvelope<ByteBuffer>) -> DatagramDrop? {
        if let allowed {
            guard let source = IPAddress(datagram.remoteAddress), allowed.contains(source) else { return .source }
        }
        if datagram.data.readableBytes > maximumSize { return .size }
        if let isAdmitted = rate?.admits(at: time), !isAdmitted { return .rateLimit }
        return waiting.count >= maximumWaiting ? .queueFull : nil
    }

    private func handleWaiting() {
        guard !waiting.isEmpty else { return }
        let now = now()
        for datagram in waiting {
            let time = arrival.next(now)
            let reason = datagram.data.withUnsafeReadableBytes {
                handler.handle($0, from: datagram.remoteAddress, at: time)
            }
            if let reason { drop(datagram, .rejected(reason)) } else { batch.accepted += 1 }
            // What it says is nobody's business but the destinations'.
            logger.trace(
                "\(name): a datagram",
                metadata: [
                    "from": "\(DropReporter.text(of: datagram.remoteAddress))",
                    "bytes": "\(datagram.data.readableBytes)",
                    "result": "\(reason.map { DatagramDrop.rejected($0).label } ?? "taken")",
                ])
        }
        // Before the next reading, which takes the same memory again if nobody holds it.
        waiting.removeAll(keepingCapacity: true)
    }

    private func drop(_ datagram: AddressedEnvelope<ByteBuffer>, _ reason: DatagramDrop) {
        batch.dropped[reason, default: 0] += 1
        reporter.add(
            reason, at: time, from: datagram.remoteAddress,
            datagram.data.withUnsafeReadableBytes { DatagramExcerpt.text(of: $0) })
    }

    private func updatePressure(_ waiting: Int) {
        guard batch.queued > 0 else { return }
        switch pressure.update(waiting: waiting, at: time) {
        case .isOn(let percent):
            logger.warning(
                "\(name): many datagrams wait",
                metadata: [
                    "waiting": "\(waiting)", "most": "\(maximumWaiting)", "percent": "\(Int(percent))",
                ])
        case .isOff: logger.info("\(name): few datagrams wait again")
        case nil: break
        }
    }
}
