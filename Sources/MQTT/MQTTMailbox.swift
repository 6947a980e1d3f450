// SPDX-License-Identifier: MIT

import Synchronization

/// Where tasks leave orders for the thread of a connection, and wait for what becomes of them.
final class MQTTMailbox: Sendable {
    /// Messages to publish.
    struct Job {
        let id: Int
        let messages: [MQTTMessage]
        let continuation: CheckedContinuation<MQTTOutcome, Never>
    }

    enum Phase: Equatable {
        case connecting, open
        case ended(MQTTFailure)
    }

    private struct State {
        var phase = Phase.connecting
        var lastID = 0
        var jobs: [Job] = []
        /// The jobs whose tasks wait no longer.
        var cancelled: Set<Int> = []
        var isEnding = false
        /// Those who wait for the connection to be open, or to have ended.
        var waiting: [Int: (phase: Phase?, continuation: CheckedContinuation<MQTTFailure?, Never>)] = [:]
    }

    private let state = Mutex(State())
    private let bell: Bell

    init(bell: Bell) { self.bell = bell }

    var phase: Phase { state.withLock { $0.phase } }

    func makeID() -> Int {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    // MARK: For tasks

    func add(_ job: Job) {
        let failure = state.withLock { state -> MQTTFailure? in
            if case .ended(let failure) = state.phase { return failure }
            state.jobs.append(job)
            return nil
        }
        if let failure { job.continuation.resume(returning: MQTTOutcome(accepted: 0, failure: failure)) }
        bell.ring()
    }

    func cancel(job id: Int) {
        state.withLock { _ = $0.cancelled.insert(id) }
        bell.ring()
    }

    func end() {
        state.withLock { $0.isEnding = true }
        bell.ring()
    }

    /// Waits until the connection is open, or just until it has ended; `nil`, or why it is not open.
    func wait(untilOpen: Bool) async -> MQTTFailure? {
        let id = makeID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> MQTTFailure?? in
                    if case .ended(let failure) = state.phase { return .some(failure) }
                    if untilOpen, state.phase == .open { return .some(nil) }
                    if state.cancelled.remove(id) != nil { return .some(.cancelled) }
                    state.waiting[id] = (untilOpen ? .open : nil, continuation)
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                let waiting = state.waiting.removeValue(forKey: id)
                if waiting == nil { state.cancelled.insert(id) }
                return waiting
            }
            waiting?.continuation.resume(returning: .cancelled)
        }
    }

    // MARK: For the thread

    struct Orders {
        var isEnding: Bool
        var next: Job?
    }

    /// What is to be done; takes the next job if there is time for one.
    func orders(takesJob: Bool) -> Orders {
        state.withLock { state in
            let next = takesJob && !state.jobs.isEmpty ? state.jobs.removeFirst() : nil
            return Orders(isEnding: state.isEnding, next: next)
        }
    }

    func isCancelled(_ job: Job) -> Bool { state.withLock { $0.cancelled.contains(job.id) } }

    func finish(_ job: Job, _ outcome: MQTTOutcome) {
        state.withLock { _ = $0.cancelled.remove(job.id) }
        job.continuation.resume(returning: outcome)
    }

    func opened() {
        let waiting = state.withLock { state in
            state.phase = .open
            let waiting = state.waiting.filter { $0.value.phase == .open }
            for id in waiting.keys { state.waiting[id] = nil }
            return waiting
        }
        for (_, continuation) in waiting.values { continuation.resume(returning: nil) }
    }

    /// The thread does nothing any more.
    func ended(_ failure: MQTTFailure) {
        let (jobs, waiting) = state.withLock { state in
            defer {
                state.jobs = []
                state.waiting = [:]
            }
            state.phase = .ended(failure)
            return (state.jobs, state.waiting)
        }
        for job in jobs { job.continuation.resume(returning: MQTTOutcome(accepted: 0, failure: failure)) }
        for (_, continuation) in waiting.values { continuation.resume(returning: failure) }
    }
}

extension MQTTFailure {
    static let cancelled = MQTTFailure(.cancelled, "the task that waited for the broker was cancelled")
    static let closed = MQTTFailure(.closed, "the connection to the broker was closed")
}
