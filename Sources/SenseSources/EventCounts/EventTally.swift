// SPDX-License-Identifier: MIT

package import Monitoring
import Synchronization

/// Counts the events of a port.
package final class EventTally: Sendable {
    private struct State {
        var total = EventCounts()
        var received = EventCounts()
        var rejected = RejectedEventCounts()
    }

    private let state = Mutex(State())
    private let keepsReceived: Bool
    private let keepsRejected: Bool

    /// - Parameters:
    ///   - keepsReceived: events are counted until `take`.
    ///   - keepsRejected: the same for performance events that no filter lets pass.
    package init(keepsReceived: Bool, keepsRejected: Bool) {
        self.keepsReceived = keepsReceived
        self.keepsRejected = keepsRejected
    }

    /// Adds what was read in one go.
    func add(_ received: [CountedAs], rejected: [(key: RejectedEventKey, processTime: Double?)] = []) {
        guard !received.isEmpty || !rejected.isEmpty else { return }
        state.withLock { state in
            for event in received {
                state.total.add(event)
                if keepsReceived { state.received.add(event) }
            }
            guard keepsRejected else { return }
            for event in rejected { state.rejected.add(event.key, processTime: event.processTime) }
        }
    }

    /// From the start of the program on.
    package var total: EventCounts { state.withLock { $0.total } }

    /// What was counted since the last time, which starts anew.
    package func take() -> (received: EventCounts, rejected: RejectedEventCounts) {
        state.withLock { state in
            defer { (state.received, state.rejected) = (EventCounts(), RejectedEventCounts()) }
            return (state.received, state.rejected)
        }
    }
}
