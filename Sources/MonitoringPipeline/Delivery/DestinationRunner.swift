// SPDX-License-Identifier: MIT

package import Logging
package import Monitoring
import ServiceLifecycle
import Synchronization

/// Stands between the sources and one destination: buffers, batches, retries, keeps on disk, counts.
///
/// Promises:
/// - `receive` never waits, and a dead destination delays nobody else and costs one log line per change of state.
/// - Records are delivered in order, each at least once, or counted as dropped under a reason.
/// - A record that was not delivered within `Limits.spoolDelay` is put on disk, and so is everything behind it, also when
///   half of the memory is used up: if the process is killed, records of the last second may be lost, no others. What is on
///   disk survives a restart.
/// - On shutdown what waits is delivered once more, within `Limits.flushDeadline`; what is left is put on disk.
package final class DestinationRunner: Service, ObservationSink, CustomStringConvertible {
    package struct Limits: Sendable {
        /// The most that waits in memory, in bytes. When it is full, the oldest records go.
        package var bufferBytes = 16 << 20
        package var batchCount = 1000
        package var batchBytes = 1 << 20
        /// How long the first record of a batch waits for company.
        package var batchDelay: Duration = .milliseconds(250)
        /// With so much it waits no longer. Several batches at once cost less than one after the other does.
        package var enoughBytes = 4 << 20
        /// How long a record may be in memory only.
        package var spoolDelay: Duration = .milliseconds(500)
        package var backoff = Backoff()
        package var flushDeadline: Duration = .seconds(3)

        package init() {}
    }

    /// Where records wait that the destination does not take.
    package struct SpoolLocation: Sendable {
        package var path: String
        package var limits: SpoolLimits

        package init(path: String, limits: SpoolLimits = SpoolLimits()) {
            self.path = path
            self.limits = limits
        }
    }

    package let name: String
    package let counters = DestinationCounters()
    /// The failed deliveries, for whoever counts and stores them. If nobody takes them, the oldest are forgotten.
    package let failures: AsyncStream<FailedDelivery>

    /// The folder for what waits on disk, whether something is kept there or not.
    package var spoolName: String { destination.spoolName }

    let destination: any Destination
    let location: SpoolLocation?
    let spool: SpoolQueue
    let limits: Limits
    let now: @Sendable () -> Timestamp
    let random: @Sendable () -> Double
    let logger: Logger
    let backlog: Mutex<Backlog>
    let delivery = Mutex(DeliveryState())
    let spoolState = Mutex(DeliveryState())
    let readState = Mutex(DeliveryState())
    let drops = Mutex(DropLog())
    let failed: AsyncStream<FailedDelivery>.Continuation
    private let clock: any Clock<Duration>
    /// Time passed since this was made: what the age of a record in memory is measured with.
    let elapsed: @Sendable () -> Duration
    private let arrivals: AsyncStream<Void>
    let arrival: AsyncStream<Void>.Continuation
    let pressures: AsyncStream<Void>
    private let pressure: AsyncStream<Void>.Continuation

    /// - Parameter spool: `nil` keeps everything in memory.
    package init(
        _ destination: any Destination, spool location: SpoolLocation? = nil, limits: Limits = Limits(),
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }, logger: Logger
    ) {
        self.destination = destination
        self.name = destination.name
        self.location = location
        self.spool = SpoolQueue(name: destination.name)
        self.limits = limits
        self.clock = clock
        self.elapsed = clock.stopwatch()
        self.now = now
        self.random = random
        self.logger = logger
        self.backlog = Mutex(
            Backlog(buffer: BoundedBuffer(maximumBytes: limits.bufferBytes), batchCount: limits.batchCount))
        // One pending signal is enough: the runner empties the whole buffer each time.
        (arrivals, arrival) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (pressures, pressure) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (failures, failed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(100))
    }

    /// Service groups log their services; nothing of the configuration must show there.
    package var description: String { "DestinationRunner for \(name)" }

    package func receive(_ observations: [Observation]) {
        var records: [Record] = []
        var incomplete = 0
        for observation in observations {
            let own = destination.records(of: observation)
            if own.isEmpty, destination.isIncomplete(observation) { incomplete += 1 }
            records += own
        }
        guard !records.isEmpty || incomplete > 0 else { return }
        let since = elapsed()
        var dropped = 0
        var isFilling = false
        change { backlog, values in
            values.received += records.count + incomplete
            dropped = records.reduce(0) { $0 + backlog.buffer.append(.init(record: $1, since: since)) }
            isFilling = backlog.buffer.byteCount > limits.bufferBytes / 2
            if backlog.hasBatch(of: limits.enoughBytes) { backlog.endWait() }
        }
        if isFilling { pressure.yield() }
        drop(incomplete, .incomplete)
        drop(dropped, .overflow)
        arrival.yield()
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.spoolUnderPressure() }
                await self.work()
                group.cancelAll()
            }
        }
        await finish()
        failed.finish()
    }

    private func work() async {
        await openSpool()
        var arrivals = arrivals.makeAsyncIterator()
        while !Task.isCancelled {
            if backlog.withLock({ $0.spooled > 0 }) {
                await besideSpooling { await self.deliverFromSpool() }
            } else {
                guard await arrivals.next() != nil, await waitForCompany() else { return }
                await besideSpooling { await self.deliverFromMemory() }
            }
        }
    }

    /// Waits for the rest of a batch, no longer than the usual time; false if this ends.
    private func waitForCompany() async -> Bool {
        let (filled, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        backlog.withLock { backlog in
            backlog.whenFilled = continuation
            if backlog.hasBatch(of: limits.enoughBytes) { backlog.endWait() }
        }
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask { await self.pause(self.limits.batchDelay) }
            group.addTask {
                for await _ in filled {}
                return !Task.isCancelled
            }
            let isOver = await group.next() ?? false
            group.cancelAll()
            return isOver
        }
    }

    /// Delivers until nothing is left, while what waits for too long goes to disk.
    private func besideSpooling(_ deliver: @escaping @Sendable () async -> Void) async {
        guard location != nil else { return await deliver() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await deliver() }
            group.addTask { await self.spoolWhatIsLate() }
            await group.next()
            group.cancelAll()
        }
    }

    /// Delivers from memory until it is empty, or until its records are on disk.
    private func deliverFromMemory() async {
        while !Task.isCancelled, backlog.withLock({ $0.spooled == 0 }) {
            let batch = takeBatch()
            if batch.isEmpty { return }
            let attempt = await attempt(batch)
            await settle(attempt)
            guard attempt.failure != nil, !Task.isCancelled else { continue }
            if await moveToSpool() { return }
            guard await pause(backlog.withLock { $0.wait }) else { return }
        }
    }

    /// One last try for what waits when the program ends. What is left after the deadline goes to disk.
    private func finish() async {
        if backlog.withLock({ $0.spooled == 0 }) {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while !Task.isCancelled {
                        let batch = self.takeBatch()
                        if batch.isEmpty { return }
                        let attempt = await self.attempt(batch)
                        await self.settle(attempt)
                        if attempt.failure != nil { return }
                    }
                }
                group.addTask { _ = await self.pause(self.limits.flushDeadline) }
                await group.next()
                group.cancelAll()
            }
        }
        await keepWhatIsLeft()
    }

    private func takeBatch() -> [Record] {
        backlog.withLock { backlog in
            // What is older is on its way to disk, and comes first.
            guard backlog.moving == 0, backlog.spooled == 0 else { return [] }
            backlog.underway = backlog.buffer.takeFirst(
                maximumCount: backlog.batchCount, maximumBytes: limits.batchBytes)
            backlog.underwayPlace = nil
            return backlog.underway.map(\.record)
        }
    }

    /// Changes the backlog and the counters together, so that every record stays in exactly one of them.
    func change(_ change: (inout Backlog, inout DestinationCounters.Values) -> Void) {
        backlog.withLock { backlog in
            counters.update { values in
                change(&backlog, &values)
                values.waiting = backlog.waiting
                values.waitingBytes = backlog.buffer.byteCount
                values.spooled = backlog.spooled
            }
        }
    }

    /// Counts records that are given up, and says so now and then.
    func drop(_ count: Int, _ reason: DestinationCounters.DropReason) {
        guard count > 0 else { return }
        counters.update { $0.dropped[reason, default: 0] += count }
        // A refused record has a line of its own, with the cause.
        guard reason != .rejected, let told = drops.withLock({ $0.add(count, reason, at: elapsed()) }) else { return }
        report(dropped: told, reason)
    }

    func report(dropped count: Int, _ reason: DestinationCounters.DropReason) {
        var metadata: Logger.Metadata = [
            "destination": "\(name)", "records": "\(count)", "reason": "\(reason.rawValue)",
        ]
        if reason == .incomplete { metadata["needed"] = "\(destination.requirement)" }
        logger.warning("records dropped", metadata: metadata)
    }

    /// Waits; false if the task was cancelled.
    func pause(_ duration: Duration) async -> Bool {
        do {
            try await clock.sleep(for: duration)
            return !Task.isCancelled
        } catch {
            return false
        }
    }
}

extension Clock where Duration == Swift.Duration {
    /// Measures the time from now on.
    package func stopwatch() -> @Sendable () -> Duration {
        let start = now
        return { start.duration(to: now) }
    }
}
