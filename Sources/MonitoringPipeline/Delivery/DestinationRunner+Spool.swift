// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import Synchronization

extension DestinationRunner {
    /// How long to wait when the disk does not give back what is on it.
    private static let readPause: Duration = .seconds(5)
    /// How much goes to disk in one piece.
    private static let moveBytes = 2 << 20

    /// Opens the spool, and with it what an earlier process left there.
    func openSpool() async {
        guard let location else { return }
        let failure = await spool.perform { [self] spool in open(&spool, location) }
        report(failure)
        let spooled = counters.current.spooled
        if spooled > 0 {
            logger.notice(
                "records from an earlier run wait on disk",
                metadata: ["destination": "\(name)", "records": "\(spooled)"])
        }
    }

    private func open(_ spool: inout Spool?, _ location: SpoolLocation) -> SpoolFailure? {
        guard spool == nil else { return nil }
        var losses = Spool.Losses()
        do throws(SpoolFailure) {
            let opened = try Spool(path: location.path, limits: location.limits, losses: &losses)
            counters.update { $0.recovered += opened.count + losses.damaged }
            drop(losses)
            spool = opened
            publish(opened)
            return opened.failure
        } catch {
            return error
        }
    }

    /// Moves what waits for too long to disk, until cancelled.
    func spoolWhatIsLate() async {
        while await pause(limits.spoolDelay / 2) {
            let since = backlog.withLock { $0.oldest }
            if let since, elapsed() - since >= limits.spoolDelay { _ = await moveToSpool() }
        }
    }

    /// Moves what waits to disk whenever half of the memory is used up, until cancelled.
    func spoolUnderPressure() async {
        for await _ in pressures where !Task.isCancelled {
            _ = await moveToSpool()
            // Whoever delivers may wait for more to come.
            arrival.yield()
        }
    }

    /// Puts everything that is only in memory now at the end of the spool; false if the disk does not take it.
    func moveToSpool() async -> Bool {
        var left = backlog.withLock { $0.buffer.count }
        repeat {
            guard let moved = await moveSomeToSpool() else { return false }
            left = moved == 0 ? 0 : left - moved
        } while left > 0
        return true
    }

    /// Puts the oldest of what is only in memory at the end of the spool, and tells how many came from the buffer; `nil` if
    /// the disk does not take them. They are few, since what is on its way takes memory beside the buffer.
    private func moveSomeToSpool() async -> Int? {
        guard let location else { return nil }
        let moved: Result<Int, SpoolFailure> = await spool.perform { [self] spool in
            if let refused = open(&spool, location) { return .failure(refused) }
            guard var opened = spool else { return .success(0) }
            var taken: [BoundedBuffer.Entry] = []
            var entries: [BoundedBuffer.Entry] = []
            change { backlog, _ in
                taken = backlog.buffer.takeFirst(maximumCount: .max, maximumBytes: Self.moveBytes)
                let isUnderway = backlog.underwayPlace == nil && !backlog.underway.isEmpty
                entries = (isUnderway ? backlog.underway : []) + taken
                if isUnderway { backlog.underwayPlace = opened.end }
                backlog.moving = entries.count
            }
            do throws(SpoolFailure) {
                let losses = try opened.append(entries.map(\.record), at: now())
                spool = opened
                drop(losses)
                // Both at once: whoever takes a batch in between would overtake these.
                publish(opened) { $0.moving = 0 }
                report(opened.failure)
                return .success(taken.count)
            } catch {
                var dropped = 0
                change { backlog, _ in
                    backlog.moving = 0
                    if entries.count > taken.count { backlog.underwayPlace = nil }
                    dropped = backlog.buffer.putBack(taken)
                }
                drop(dropped, .overflow)
                return .failure(error)
            }
        }
        switch moved {
        case .success(let count): return count
        case .failure(let failure):
            report(failure)
            return nil
        }
    }

    /// Settles the batch that was underway, wherever its records are by now.
    func settle(_ attempt: DeliveryAttempt) async {
        if settleInMemory(attempt) { return }
        await spool.perform { [self] spool in
            // The disk may have refused the batch after all.
            if settleInMemory(attempt) { return }
            var place = 0
            change { backlog, _ in
                place = backlog.underwayPlace ?? 0
                backlog.underway = []
                backlog.underwayPlace = nil
            }
            settleInSpool(attempt, end: place + attempt.settled, &spool)
        }
    }

    /// Settles the batch if it is not in the spool; else false.
    private func settleInMemory(_ attempt: DeliveryAttempt) -> Bool {
        var isInMemory = false
        var dropped = 0
        change { backlog, values in
            isInMemory = backlog.underwayPlace == nil
            guard isInMemory else { return }
            let left = Array(backlog.underway.dropFirst(attempt.settled))
            backlog.underway = []
            values.written += attempt.written
            values.drop(attempt)
            dropped = left.isEmpty ? 0 : backlog.buffer.putBack(left)
        }
        drop(dropped, .overflow)
        return isInMemory
    }

    /// Takes settled records out of the spool; false if they could not be found there, and so will be delivered again.
    @discardableResult
    private func settleInSpool(_ attempt: DeliveryAttempt, end: Int, _ spool: inout Spool?) -> Bool {
        guard var opened = spool else { return true }
        let removed: Int
        do throws(SpoolFailure) { removed = try opened.remove(upTo: end) } catch {
            reportRead(error)
            return false
        }
        spool = opened
        report(opened.failure)
        // Records that had to make room while they were delivered are counted as dropped already.
        let written = max(0, attempt.written - max(0, attempt.settled - removed))
        counters.update { values in
            values.written += written
            values.drop(attempt)
        }
        publish(opened)
        return true
    }

    /// Delivers from disk, oldest first, until nothing is left there.
    func deliverFromSpool() async {
        if backlog.withLock({ $0.attempts > 0 }), !(await pause(backlog.withLock { $0.wait })) { return }
        while !Task.isCancelled {
            let next = await spool.perform { [self] spool in read(&spool) }
            guard case .success(let batch) = next else {
                guard await pause(Self.readPause) else { return }
                continue
            }
            if batch.records.isEmpty { return }
            let attempt = await attempt(batch.records)
            let isSettled = await spool.perform { [self] spool in
                settleInSpool(attempt, end: batch.end - batch.records.count + attempt.settled, &spool)
            }
            if attempt.failure == nil, isSettled { continue }
            let wait = attempt.failure == nil ? Self.readPause : backlog.withLock { $0.wait }
            guard await pause(wait) else { return }
        }
    }

    private func read(_ spool: inout Spool?) -> Result<Spool.Batch, SpoolFailure> {
        guard spool != nil else { return .success(Spool.Batch(records: [], end: 0)) }
        var losses = Spool.Losses()
        let result: Result<Spool.Batch, SpoolFailure>
        do throws(SpoolFailure) {
            let batch = try spool?.next(
                maximumCount: backlog.withLock { $0.batchCount }, maximumBytes: limits.batchBytes, now: now(),
                losses: &losses)
            result = .success(batch ?? Spool.Batch(records: [], end: 0))
            reportRead(nil)
        } catch {
            result = .failure(error)
            reportRead(error)
        }
        drop(losses)
        if let spool { publish(spool) }
        return result
    }

    /// The end: what is in memory goes to disk, or is lost.
    func keepWhatIsLeft() async {
        let waiting = counters.current.waiting
        defer { for (reason, count) in drops.withLock({ $0.rest() }) { report(dropped: count, reason) } }
        if waiting > 0, await !moveToSpool() {
            var left = 0
            change { backlog, _ in left = backlog.buffer.takeAll().count }
            drop(left, .shutdown)
        }
        let spooled = counters.current.spooled
        guard spooled > 0 else { return }
        logger.notice(
            "records wait on disk for the next start", metadata: ["destination": "\(name)", "records": "\(spooled)"])
    }

    private func publish(_ spool: Spool, _ also: (inout Backlog) -> Void = { _ in }) {
        change { backlog, values in
            also(&backlog)
            backlog.spooled = spool.count
            values.spooledBytes = spool.byteCount
        }
    }

    private func drop(_ losses: Spool.Losses) {
        drop(losses.full, .spoolFull)
        drop(losses.expired, .expired)
        drop(losses.damaged, .damaged)
        guard losses.damagedBytes > 0 else { return }
        logger.warning(
            "damaged places in records on disk were cut out",
            metadata: ["destination": "\(name)", "places": "\(losses.damaged)", "bytes": "\(losses.damagedBytes)"])
    }

    /// Whether the disk takes changes.
    private func report(_ failure: SpoolFailure?) {
        let change = spoolState.withLock { state in
            failure.map { state.failed($0.reason) } ?? state.succeeded()
        }
        switch change {
        case .down, .otherwise:
            logger.error(
                "records cannot be kept on disk, only in memory",
                metadata: ["destination": "\(name)", "cause": "\(failure?.description ?? "")"])
        case .up: logger.notice("records can be kept on disk again", metadata: ["destination": "\(name)"])
        case nil: break
        }
    }

    /// Whether what is on disk can be read.
    private func reportRead(_ failure: SpoolFailure?) {
        let change = readState.withLock { state in
            failure.map { state.failed($0.reason) } ?? state.succeeded()
        }
        switch change {
        case .down, .otherwise:
            logger.error(
                "records on disk cannot be read, trying again",
                metadata: ["destination": "\(name)", "cause": "\(failure?.description ?? "")"])
        case .up: logger.notice("records on disk can be read again", metadata: ["destination": "\(name)"])
        case nil: break
        }
    }
}
