// SPDX-License-Identifier: MIT

import Dispatch

/// Runs an actor on a queue of its own, where it may block without holding up anybody else.
final class ConnectionExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "postgres")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
