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
    private let turns: BacklogTurns
    private let sources: AllowedSources?
    private let handler: any DatagramHandler
    private let counters: ReceiverCounters
    private let reporter: DropReporter
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    private var rate: RateLimit?
    private var pressure: BackPressure
    /// What was read in this reading and passed the checks.
    private var passed: [AddressedEnvelope<ByteBuffer>] = []
    private var batch = DatagramBatch()
    private var backlog = DatagramBacklog()
    /// Both as of the start of the batch.
    private var time: Duration = .zero
    private var allowed: Set<IPAddress>?
    private var arrival = ArrivalTimes()
    private var failureToldAt: Duration?

    init(
        _ name: String, settings: ReceiverSettings, readCount: Int, turns: BacklogTurns, sources: AllowedSources?,
        handler: any DatagramHandler, counters: ReceiverCounters, reporter: DropReporter,
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.name = name
        maximumSize = settings.maximumSize
        maximumWaiting = settings.maximumWaiting
        self.readCount = readCount
        self.turns = turns
        self.sources = sources
        self.handler = handler
        self.counters = counters
        self.reporter = reporter
        self.now = now
        self.logger = logger
        rate = settings.maximumPerMinute.map(RateLimit.init)
        pressure = BackPressure(threshold: settings.warningPercentage)
        passed.reserveCapacity(readCount)
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
            datagram.data.withUnsafeReadableBytes { drop($0, from: datagram.remoteAddress, reason, in: &batch) }
        } else {
            batch.queued += 1
            passed.append(datagram)
        }
    }

    /// A full reading waits until the kernel has no more, as long as there is room for another one.
    func channelReadComplete(context: ChannelHandlerContext) {
        guard batch.received > 0 else { return }
        let isFull = batch.received >= readCount
        // Whom nobody lets in shall hold up nobody.
        if isFull, batch.queued > 0 { turns.sawFullReading() }
        let mayWait = isFull && hasRoom(after: batch.queued)
        if batch.queued == 0 || (backlog.isEmpty && !mayWait) {
            handlePassed()
        } else {
            updatePressure(batch)
            let reading = DatagramBacklog.Reading(passed, batch: batch, time: now())
            backlog.append(reading)
            turns.enter(self, bytes: reading.byteCount)
            // Before the next reading, which takes the same memory again if nobody holds it.
            passed.removeAll(keepingCapacity: true)
            counters.waits(backlog.count)
            while !backlog.isEmpty, !hasRoom(after: 0) { handleFirstOfBacklog() }
        }
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
        return backlog.count + passed.count >= maximumWaiting ? .queueFull : nil
    }

    /// Whether one more reading may wait.
    private func hasRoom(after more: Int) -> Bool {
        backlog.count + more + readCount <= maximumWaiting && turns.hasRoom
    }

    /// At once, where it was read.
    private func handlePassed() {
        handle(&batch, at: now()) { handleEach in
            for datagram in passed {
                datagram.data.withUnsafeReadableBytes { handleEach($0, datagram.remoteAddress) }
            }
        }
        passed.removeAll(keepingCapacity: true)
    }

    /// Handles as much of what waits as is read in one go.
    ///
    /// - Returns: whether more waits.
    func takeTurn() -> Bool {
        let rest = backlog.count - readCount
        while backlog.count > max(0, rest) { handleFirstOfBacklog() }
        return !backlog.isEmpty
    }

    private func handleFirstOfBacklog() {
        guard var reading = backlog.popFirst() else { return }
        turns.leave(reading.byteCount)
        let datagrams = reading
        handle(&reading.batch, at: reading.time, datagrams.forEach)
    }

    private func handle(
        _ batch: inout DatagramBatch, at moment: Timestamp,
        _ forEach: ((UnsafeRawBufferPointer, SocketAddress) -> Void) -> Void
    ) {
        updatePressure(batch)
        let start = counters.elapsed()
        counters.start(batch, waiting: max(0, backlog.count + batch.queued - 1))
        var handled = batch
        forEach { datagram, source in
            let reason = handler.handle(datagram, from: source, at: arrival.next(moment))
            if let reason {
                drop(datagram, from: source, .rejected(reason), in: &handled)
            } else {
                handled.accepted += 1
            }
            // What it says is nobody's business but the destinations'.
            logger.trace(
                "\(name): a datagram",
                metadata: [
                    "from": "\(DropReporter.text(of: source))", "bytes": "\(datagram.count)",
                    "result": "\(reason.map { DatagramDrop.rejected($0).label } ?? "taken")",
                ])
        }
        handler.endBatch()
        batch = handled
        counters.end(
            batch, waiting: backlog.count, took: counters.elapsed() - start, rate: rate,
            isUnderPressure: pressure.isOn)
        logger.debug(
            "\(name): datagrams were read",
            metadata: [
                "datagrams": "\(batch.received)", "taken": "\(batch.accepted)", "bytes": "\(batch.bytes)",
                "dropped": "\(batch.dropped.values.reduce(0, +))",
            ])
    }

    private func drop(
        _ datagram: UnsafeRawBufferPointer, from source: SocketAddress, _ reason: DatagramDrop,
        in batch: inout DatagramBatch
    ) {
        batch.dropped[reason, default: 0] += 1
        reporter.add(reason, at: time, from: source, DatagramExcerpt.text(of: datagram))
    }

    /// - Parameter batch: of what comes next, the first of which does not wait any more.
    private func updatePressure(_ batch: DatagramBatch) {
        guard batch.queued > 0 else { return }
        let waiting = backlog.count + batch.queued - 1
        let percent = max(BackPressure.percentage(waiting, of: maximumWaiting), turns.percentage)
        switch pressure.update(percent: percent, at: counters.elapsed()) {
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
