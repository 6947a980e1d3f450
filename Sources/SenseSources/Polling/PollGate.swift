// SPDX-License-Identifier: MIT

import Synchronization

/// Lets only so many polls run at a time, in the order in which they came.
///
/// Targets that did not answer last time wait in a lane of their own: however many of them hang until their time is up, they
/// hold up only each other.
package final class PollGate: Sendable {
    package enum Lane: Sendable, Hashable, CaseIterable {
        case answering, silent
    }

    private struct State {
        var free: [Lane: Int]
        var waiting: [Lane: [(id: Int, continuation: CheckedContinuation<Bool, Never>)]] = [:]
        var nextID = 0
        var cancelled: Set<Int> = []
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - answering: how many targets that answered last time may be asked at once.
    ///   - silent: how many of the others.
    package init(answering: Int = 32, silent: Int = 16) {
        state = Mutex(State(free: [.answering: max(1, answering), .silent: max(1, silent)]))
    }

    /// Runs a poll as soon as there is room in its lane; not at all if the task is cancelled before.
    package func run(in lane: Lane, _ poll: () async -> Void) async {
        guard await enter(lane) else { return }
        await poll()
        leave(lane)
    }

    private func enter(_ lane: Lane) async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Bool? in
                    if state.cancelled.remove(id) != nil { return false }
                    if state.free[lane, default: 0] > 0 {
                        state.free[lane, default: 0] -= 1
                        return true
                    }
                    state.waiting[lane, default: []].append((id, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
                guard let index = state.waiting[lane]?.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.waiting[lane]?.remove(at: index).continuation
            }
            waiter?.resume(returning: false)
        }
    }

    private func leave(_ lane: Lane) {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if state.waiting[lane]?.isEmpty ?? true {
                state.free[lane, default: 0] += 1
                return nil
            }
            return state.waiting[lane]?.removeFirst().continuation
        }
        next?.resume(returning: true)
    }
}
