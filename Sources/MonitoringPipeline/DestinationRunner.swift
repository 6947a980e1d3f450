// SPDX-License-Identifier: MIT

package import Logging
package import Monitoring
import ServiceLifecycle
import Synchronization

/// Stands between the sources and one destination: buffers, batches, retries, counts.
///
/// Promises: `receive` never waits; records arrive in order, each delivered at least once or counted as dropped under a
/// reason; a dead destination costs one log line per change of state and delays nobody else; on shutdown what waits is
/// delivered once more, within `Limits.flushDeadline`.
package final class DestinationRunner: Service, ObservationSink, CustomStringConvertible {
    package struct Limits: Sendable {
        /// The most that waits in memory, in bytes. When it is full, the oldest records go.
        package var bufferBytes = 16 << 20
        package var batchCount = 1000
        package var batchBytes = 1 << 20
        /// How long the first record of a batch waits for company.
        package var batchDelay: Duration = .milliseconds(250)
        package var backoff = Backoff()
        package var flushDeadline: Duration = .seconds(3)

        package init() {}
    }

    package let name: String
    package let counters = DestinationCounters()

    private let destination: any Destination
    private let limits: Limits
    private let clock: any Clock<Duration>
    private let random: @Sendable () -> Double
    private let logger: Logger
    private let buffer: Mutex<BoundedBuffer>
    private let arrivals: AsyncStream<Void>
    private let arrival: AsyncStream<Void>.Continuation

    package init(
        _ destination: any Destination, limits: Limits = Limits(), clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }, logger: Logger
    ) {
        self.destination = destination
        self.name = destination.name
        self.limits = limits
        self.clock = clock
        self.random = random
        self.logger = logger
        self.buffer = Mutex(BoundedBuffer(maximumBytes: limits.bufferBytes))
        // One pending signal is enough: the runner empties the whole buffer each time.
        (arrivals, arrival) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Service groups log their services; nothing of the configuration must show there.
    package var description: String { "DestinationRunner for \(name)" }

    package func receive(_ observation: Observation) {
        let records = destination.records(of: observation)
        guard !records.isEmpty else { return }
        let (dropped, waiting) = buffer.withLock { buffer in
            (records.reduce(0) { $0 + buffer.append($1) }, buffer.count)
        }
        counters.update { values in
            values.received += records.count
            values.waiting = waiting
            if dropped > 0 { values.dropped[.overflow, default: 0] += dropped }
        }
        arrival.yield()
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { await self.deliverUntilCancelled() }
        await flush()
    }

    private func deliverUntilCancelled() async {
        var delivery = DeliveryState()
        for await _ in arrivals {
            guard await pause(limits.batchDelay) else { return }
            while !Task.isCancelled {
                let batch = takeBatch()
                if batch.isEmpty { break }
                await deliver(batch, &delivery)
            }
        }
    }

    /// Delivers one batch, trying until it is accepted, refused for good, or the task is cancelled.
    private func deliver(_ batch: [Record], _ delivery: inout DeliveryState) async {
        var attempt = 0
        while true {
            do {
                try await destination.deliver(batch)
                settle(written: batch.count)
                report(delivery.succeeded(), cause: nil)
                return
            } catch {
                attempt += 1
                counters.update { $0.failures += 1 }
                switch error.kind {
                case .permanent:
                    settle(rejected: batch.count)
                    logger.error(
                        "records refused",
                        metadata: ["destination": "\(name)", "records": "\(batch.count)", "cause": "\(error)"])
                    return
                case .partial(let rejected):
                    settle(written: batch.count - rejected, rejected: rejected)
                    logger.error(
                        "some records refused",
                        metadata: ["destination": "\(name)", "records": "\(rejected)", "cause": "\(error)"])
                    return
                case .temporary(let retryAfter):
                    report(delivery.failed(), cause: error)
                    let wait = retryAfter ?? limits.backoff.delay(afterAttempt: attempt, random: random())
                    guard await pause(min(wait, .seconds(3600))) else { return putBack(batch) }
                }
            }
        }
    }

    /// One last try for what waits when the program ends. What is left after the deadline is counted as dropped.
    private func flush() async {
        let clock = clock
        let deadline = limits.flushDeadline
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    let batch = self.takeBatch()
                    if batch.isEmpty { return }
                    do {
                        try await self.destination.deliver(batch)
                        self.settle(written: batch.count)
                    } catch {
                        self.putBack(batch)
                        return
                    }
                }
            }
            group.addTask { try? await clock.sleep(for: deadline) }
            await group.next()
            group.cancelAll()
        }
        let left = buffer.withLock { $0.takeFirst(maximumCount: .max, maximumBytes: .max).count }
        guard left > 0 else { return }
        counters.update { values in
            values.waiting = 0
            values.dropped[.shutdown, default: 0] += left
        }
        logger.warning("records lost at shutdown", metadata: ["destination": "\(name)", "records": "\(left)"])
    }

    private func takeBatch() -> [Record] {
        buffer.withLock { $0.takeFirst(maximumCount: limits.batchCount, maximumBytes: limits.batchBytes) }
    }

    /// Puts an undelivered batch in front again. Newer records that no longer fit push out its oldest ones.
    private func putBack(_ batch: [Record]) {
        let dropped = buffer.withLock { buffer in
            let newer = buffer.takeFirst(maximumCount: .max, maximumBytes: .max)
            return (batch + newer).reduce(0) { $0 + buffer.append($1) }
        }
        counters.update { if dropped > 0 { $0.dropped[.overflow, default: 0] += dropped } }
    }

    private func settle(written: Int = 0, rejected: Int = 0) {
        let waiting = buffer.withLock { $0.count }
        counters.update { values in
            values.written += written
            values.waiting = waiting
            if rejected > 0 { values.dropped[.rejected, default: 0] += rejected }
        }
    }

    private func pause(_ duration: Duration) async -> Bool {
        do {
            try await clock.sleep(for: duration)
            return true
        } catch {
            return false
        }
    }

    private func report(_ change: DeliveryState.Change?, cause: DeliveryFailure?) {
        switch change {
        case .down:
            logger.error(
                "destination unreachable, keeping records",
                metadata: ["destination": "\(name)", "cause": "\(cause?.message ?? "")"])
        case .up:
            logger.notice("destination reachable again", metadata: ["destination": "\(name)"])
        case nil:
            break
        }
    }
}
