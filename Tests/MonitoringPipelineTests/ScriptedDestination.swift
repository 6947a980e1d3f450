// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import Synchronization

/// A destination that keeps every batch it is given, whatever it answers, and that can be made to hang.
final class ScriptedDestination: Destination {
    enum Answer: Sendable {
        case accept
        case fail(DeliveryFailure.Kind, PollFailure.Category = .unknown)
        /// Takes so many records, and fails for a while.
        case failAfter(Int)
        /// Answers never: the delivery ends when its task is cancelled, as a temporary failure.
        case hang
    }

    let name = "scripted"
    let errorType = "SCRIPTED_WRITE"
    let spoolName = "scripted"

    private struct State {
        var answers: [Answer]
        var batches: [[String]] = []
        var accepted: [String] = []
    }

    private let state: Mutex<State>

    /// - Parameter answers: what each delivery gets, in order; when they are used up, deliveries succeed.
    init(_ answers: Answer...) { state = Mutex(State(answers: answers)) }

    /// Mostly accepts, sometimes does anything else.
    init(random: [Int]) {
        state = Mutex(
            State(
                answers: random.map { number in
                    switch number {
                    case 0: .fail(.permanent)
                    case 1...3: .fail(.temporary(retryAfter: nil))
                    case 4: .fail(.temporary(retryAfter: .milliseconds(300)))
                    case 5: .hang
                    default: .accept
                    }
                }))
    }

    var accepted: [String] { state.withLock { $0.accepted } }

    /// The names in every batch, in the order of the deliveries.
    var batches: [[String]] { state.withLock { $0.batches } }

    /// One record per observation that spells the server's name; none for failed polls.
    func records(of observation: Observation) -> [Record] {
        switch observation {
        case .engineHealth(_, let server, _, _): [.named(server.name)]
        case .proxySessions, .polled, .userEvent, .logEvent, .logDatabaseEntry, .eventFigures, .programUsage,
            .deliveryFailed:
            []
        }
    }

    func label(of record: Record) -> String { "label of \(String(decoding: record.bytes, as: UTF8.self))" }

    func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
        let answer = state.withLock { state in
            state.batches.append(batch.map { String(decoding: $0.bytes, as: UTF8.self) })
            let answer = state.answers.isEmpty ? .accept : state.answers.removeFirst()
            if case .accept = answer { state.accepted += state.batches.last ?? [] }
            if case .failAfter(let count) = answer { state.accepted += state.batches.last?.prefix(count) ?? [] }
            return answer
        }
        switch answer {
        case .accept: return
        case .fail(let kind, let category): throw DeliveryFailure(kind, "as told", category: category)
        case .failAfter(let count):
            throw DeliveryFailure(.temporary(retryAfter: nil), "as told", delivered: count)
        case .hang:
            let (nothing, continuation) = AsyncStream<Never>.makeStream()
            for await _ in nothing {}
            continuation.finish()
            throw DeliveryFailure(.temporary(retryAfter: nil), "cancelled")
        }
    }
}
