// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import Synchronization

/// A destination whose deliveries last until they are answered, one after the other.
final class HeldDestination: Destination {
    let name = "held"
    let errorType = "HELD_WRITE"
    let spoolName = "held"

    private struct State {
        var failures: [DeliveryFailure]
        var batches: [[String]] = []
        var accepted: [String] = []
    }

    private let state: Mutex<State>
    private let answers = AsyncStream<Void>.makeStream()

    /// - Parameter failures: what the first deliveries get when they are answered; the others succeed.
    init(_ failures: DeliveryFailure...) { state = Mutex(State(failures: failures)) }

    /// The names in every batch, as soon as its delivery begins.
    var batches: [[String]] { state.withLock { $0.batches } }
    var accepted: [String] { state.withLock { $0.accepted } }

    /// Ends the delivery that lasts, or the next one.
    func answer() { answers.continuation.yield() }

    /// One record per observation that spells the server's name.
    func records(of observation: Observation) -> [Record] {
        if case .engineHealth(_, let server, _, _) = observation { [.named(server.name)] } else { [] }
    }

    func label(of record: Record) -> String { "" }

    func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
        let names = batch.map { String(decoding: $0.bytes, as: UTF8.self) }
        state.withLock { $0.batches.append(names) }
        for await _ in answers.stream { break }
        if Task.isCancelled { throw DeliveryFailure(.temporary(retryAfter: nil), "cancelled") }
        let failure = state.withLock { state in
            if !state.failures.isEmpty { return state.failures.removeFirst() as DeliveryFailure? }
            state.accepted += names
            return nil
        }
        if let failure { throw failure }
    }
}
