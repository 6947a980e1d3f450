// SPDX-License-Identifier: MIT

package import Monitoring
import MonitoringPipeline
import Synchronization

/// Keeps every observation and lets a test wait for them.
package final class RecordingSink: ObservationSink {
    private struct State {
        var observations: [Observation] = []
        var watchers:
            [(isSatisfied: @Sendable ([Observation]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    package init() {}

    package var observations: [Observation] { state.withLock { $0.observations } }

    package func receive(_ observations: [Observation]) {
        let satisfied = state.withLock { state in
            state.observations += observations
            let observations = state.observations
            let satisfied = state.watchers.filter { $0.isSatisfied(observations) }
            state.watchers.removeAll { $0.isSatisfied(observations) }
            return satisfied
        }
        for watcher in satisfied { watcher.continuation.resume() }
    }

    /// Returns as soon as the observations satisfy a condition.
    package func wait(until isSatisfied: @escaping @Sendable ([Observation]) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if isSatisfied(state.observations) { return true }
                state.watchers.append((isSatisfied, continuation))
                return false
            }
            if isDone { continuation.resume() }
        }
    }
}
