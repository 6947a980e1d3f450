// SPDX-License-Identifier: MIT

package import Monitoring
package import MonitoringPipeline
import Synchronization

/// A destination whose answers a test decides, and that remembers what it was given.
package final class RecordingDestination: Destination {
    package let name = "recording"
    package let errorType = "RECORDING_WRITE"
    package let spoolName = "recording"

    private struct State {
        var answers: [DeliveryFailure?]
        var accepted: [Record] = []
        var attempts = 0
    }

    private let state: Mutex<State>

    /// - Parameter answers: what each delivery gets, in order: a failure, or `nil` for success. When they are used up,
    ///   deliveries succeed.
    package init(answers: [DeliveryFailure?] = []) { state = Mutex(State(answers: answers)) }

    package var accepted: [Record] { state.withLock { $0.accepted } }
    package var attempts: Int { state.withLock { $0.attempts } }

    /// One record per observation, which spells the server's name.
    package func records(of observation: Observation) -> [Record] {
        switch observation {
        case .engineHealth(_, let server, _, _): [Record(Array(server.name.utf8))]
        case .proxySessions(let sessions): [Record(Array(sessions.server.name.utf8))]
        case .polled(let outcome): [Record(Array(outcome.target.serverName.utf8))]
        case .userEvent(let event): [Record(Array(event.text(.host).utf8))]
        case .logEvent(let event): [Record(Array(event.text(.host).utf8))]
        case .logDatabaseEntry(let entry): [Record(Array(entry.message.utf8))]
        case .eventFigures(let figures): figures.map { Record(Array($0.name.utf8)) }
        case .programUsage: []
        case .deliveryFailed(let failed): [Record(Array(failed.destination.utf8))]
        }
    }

    package func label(of record: Record) -> String { String(decoding: record.bytes, as: UTF8.self) }

    package func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
        let failure = state.withLock { state -> DeliveryFailure? in
            state.attempts += 1
            let answer = state.answers.isEmpty ? nil : state.answers.removeFirst()
            if answer == nil { state.accepted += batch }
            return answer
        }
        if let failure { throw failure }
    }
}
