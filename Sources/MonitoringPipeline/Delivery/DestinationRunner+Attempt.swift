// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import Synchronization

extension DestinationRunner {
    /// The most requests that go into finding the refused records of one batch.
    private static let isolationBudget = 200

    /// Tries to deliver a batch once.
    ///
    /// A refused batch is cut in halves, and those again, until the refused records are found; everything before a
    /// temporary failure is settled. What so many requests could not judge is tried again later.
    func attempt(_ batch: [Record]) async -> DeliveryAttempt {
        var result = DeliveryAttempt()
        var refused: [String] = []
        var reason: DeliveryFailure?
        var refusal: DeliveryFailure?
        // The parts that are still to be tried, the first one last.
        var parts = [batch[...]]
        var requests = 0
        while let part = parts.popLast() {
            requests += 1
            guard let failure = await deliver(part) else {
                result.written += part.count
                continue
            }
            switch failure.kind {
            case .temporary:
                result.written += min(max(failure.delivered, 0), part.count)
                result.failure = failure
                parts.removeAll()
            case .partial(let count):
                result.rejected += min(count, part.count)
                result.written += part.count - min(count, part.count)
                reason = failure
            case .refused:
                result.refused += part.count
                refusal = failure
            case .permanent where requests >= Self.isolationBudget:
                result.failure = DeliveryFailure(
                    .temporary(retryAfter: nil), failure.message, category: failure.category,
                    httpStatus: failure.httpStatus)
                parts.removeAll()
            case .permanent where part.count > 1:
                let middle = part.startIndex + part.count / 2
                parts += [part[middle...], part[..<middle]]
            case .permanent:
                result.rejected += part.count
                refused += part.prefix(3).map(destination.label)
                reason = failure
            }
        }
        if let reason, let told = drops.withLock({ $0.add(result.rejected, .rejected, at: elapsed()) }) {
            report(refused: told, refused, reason)
        }
        if result.settled > 0, result.failure == nil || !Task.isCancelled {
            counters.update { $0.isUp = result.written > 0 }
        }
        report(result.failure, refusal)
        return result
    }

    /// Delivers records and measures it; the failure, if there was one.
    private func deliver(_ records: ArraySlice<Record>) async -> DeliveryFailure? {
        let start = elapsed()
        let startTime = now()
        counters.update { $0.deliveringSince = startTime }
        var failure: DeliveryFailure?
        do { try await destination.deliver(Array(records)) } catch { failure = error }
        counters.update { $0.deliveringSince = nil }
        // The program is ending: the delivery was cut short here, not there.
        guard failure == nil || !Task.isCancelled else { return failure }
        let duration = elapsed() - start
        let seconds = Double(duration.nanoseconds) / 1e9
        logger.debug(
            "a delivery ended",
            metadata: [
                "destination": "\(name)", "records": "\(records.count)",
                "bytes": "\(records.reduce(0) { $0 + $1.bytes.count })",
                "result": "\(failure.map { "\($0.category.rawValue)" } ?? "taken")",
                "milliseconds": "\(duration.nanoseconds / 1_000_000)",
            ])
        let time = now()
        counters.update { values in
            values.deliveries += 1
            values.deliverySeconds += seconds
            guard let failure else {
                values.lastSuccess = time
                return
            }
            values.failures += 1
            values.lastFailure = .init(time: time, category: failure.category, message: failure.message)
        }
        if let failure {
            failed.yield(
                FailedDelivery(
                    destination: name, errorType: destination.errorType, category: failure.category,
                    httpStatus: failure.httpStatus, at: time))
        }
        return failure
    }

    /// Logs a change between up and down, and decides when to try again, and with how much.
    ///
    /// - Parameter refusal: why records were given up that are not to blame; whether the next ones are taken, they will tell.
    private func report(_ failure: DeliveryFailure?, _ refusal: DeliveryFailure?) {
        if failure != nil, Task.isCancelled { return }
        backlog.withLock { backlog in
            guard let failure else {
                backlog.attempts = 0
                backlog.batchCount = min(limits.batchCount, backlog.batchCount * 2)
                return
            }
            backlog.attempts += 1
            backlog.wait = limits.backoff.delay(afterAttempt: backlog.attempts, random: random())
            if case .temporary(let retryAfter?) = failure.kind { backlog.wait = min(retryAfter, .seconds(3600)) }
            // A server that is too slow for so many at once may take fewer.
            if failure.category == .timeout { backlog.batchCount = max(1, backlog.batchCount / 2) }
        }
        let reason = failure ?? refusal
        if reason != nil { counters.update { $0.isUp = false } }
        let change = delivery.withLock { delivery in
            guard let failure = reason else { return delivery.succeeded() }
            return delivery.failed("\(failure.category.rawValue) \(failure.httpStatus ?? 0)")
        }
        guard let change else { return }
        let waiting = counters.current.waiting + counters.current.spooled
        var metadata: Logger.Metadata = ["destination": "\(name)", "waiting": "\(waiting)"]
        if let reason { metadata["cause"] = "\(reason.message)" }
        switch change {
        case .down where failure == nil, .otherwise where failure == nil:
            logger.error("destination refuses all records, they are given up", metadata: metadata)
        case .down: logger.error("destination does not take records, keeping them", metadata: metadata)
        case .otherwise:
            logger.error("destination still does not take records, for another reason", metadata: metadata)
        case .up: logger.notice("destination takes records again", metadata: metadata)
        }
    }

    private func report(refused count: Int, _ labels: [String], _ reason: DeliveryFailure) {
        var metadata: Logger.Metadata = [
            "destination": "\(name)", "records": "\(count)", "cause": "\(reason)",
        ]
        if !labels.isEmpty { metadata["first"] = "\(labels.prefix(3).joined(separator: ", "))" }
        logger.error("records refused for good", metadata: metadata)
    }
}
