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

    /// What waits, and how many records are on their way to the destination.
    private struct Backlog {
        var buffer: BoundedBuffer
        var underway = 0
    }

    package let name: String
    package let counters = DestinationCounters()

    private let destination: any Destination
    private let limits: Limits
    private let clock: any Clock<Duration>
    private let random: @Sendable () -> Double
    private let logger: Logger
    private let backlog: Mutex<Backlog>
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
        self.backlog = Mutex(Backlog(buffer: BoundedBuffer(maximumBytes: limits.bufferBytes)))
        // One pending signal is enough: the runner empties the whole buffer each time.
        (arrivals, arrival) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Service groups log their services; nothing of the configuration must show there.
    package var description: String { "DestinationRunner for \(name)" }

    package func receive(_ observation: Observation) {
        let records = destination.records(of: observation)
        guard !records.isEmpty else { return }
        counters.update { $0.received += records.count }
        settle { backlog in records.reduce(0) { $0 + backlog.buffer.append($1) } }
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
            guard let failure = await tryOnce(batch) else { return report(delivery.succeeded(), cause: nil) }
            // The program is ending: the attempt was cut short here, not there.
            if Task.isCancelled { return putBack(batch) }
            attempt += 1
            counters.update { $0.failures += 1 }
            report(delivery.failed(), cause: failure)
            var wait = limits.backoff.delay(afterAttempt: attempt, random: random())
            if case .temporary(let retryAfter?) = failure.kind { wait = min(retryAfter, .seconds(3600)) }
            guard await pause(wait) else { return putBack(batch) }
        }
    }

    /// Tries once. A batch that is accepted or refused for good is settled; a temporary failure is returned.
    private func tryOnce(_ batch: [Record]) async -> DeliveryFailure? {
        do {
            try await destination.deliver(batch)
            settle(written: batch.count) { _ in 0 }
            return nil
        } catch {
            let rejected: Int
            switch error.kind {
            case .temporary: return error
            case .permanent: rejected = batch.count
            case .partial(let count): rejected = min(count, batch.count)
            }
            counters.update { $0.failures += 1 }
            settle(written: batch.count - rejected, rejected: rejected) { _ in 0 }
            logger.error(
                rejected < batch.count ? "some records refused" : "records refused",
                metadata: ["destination": "\(name)", "records": "\(rejected)", "cause": "\(error)"])
            return nil
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
                    guard await self.tryOnce(batch) != nil else { continue }
                    self.counters.update { $0.failures += 1 }
                    return self.putBack(batch)
                }
            }
            group.addTask { try? await clock.sleep(for: deadline) }
            await group.next()
            group.cancelAll()
        }
        var left = 0
        settle { backlog in
            left = backlog.buffer.takeFirst(maximumCount: .max, maximumBytes: .max).count
            return 0
        }
        guard left > 0 else { return }
        counters.update { $0.dropped[.shutdown, default: 0] += left }
        logger.warning("records lost at shutdown", metadata: ["destination": "\(name)", "records": "\(left)"])
    }

    private func takeBatch() -> [Record] {
        backlog.withLock { backlog in
            let batch = backlog.buffer.takeFirst(maximumCount: limits.batchCount, maximumBytes: limits.batchBytes)
            backlog.underway = batch.count
            return batch
        }
    }

    /// Puts an undelivered batch in front again. Newer records that no longer fit push out its oldest ones.
    private func putBack(_ batch: [Record]) {
        settle { backlog in
            backlog.underway = 0
            let newer = backlog.buffer.takeFirst(maximumCount: .max, maximumBytes: .max)
            return (batch + newer).reduce(0) { $0 + backlog.buffer.append($1) }
        }
    }

    /// Changes the backlog and the counters so that every record stays in exactly one of them.
    ///
    /// - Parameter change: returns how many records overflowed.
    private func settle(written: Int = 0, rejected: Int = 0, _ change: (inout Backlog) -> Int) {
        let (overflowed, waiting) = backlog.withLock { backlog in
            if written + rejected > 0 { backlog.underway = 0 }
            let overflowed = change(&backlog)
            return (overflowed, backlog.buffer.count + backlog.underway)
        }
        counters.update { values in
            values.written += written
            values.waiting = waiting
            if rejected > 0 { values.dropped[.rejected, default: 0] += rejected }
            if overflowed > 0 { values.dropped[.overflow, default: 0] += overflowed }
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
