// SPDX-License-Identifier: MIT

import Dispatch
import Synchronization

/// Does a spool's work one piece after the other on a thread of its own, so that a slow disk holds up nobody else.
final class SpoolQueue: Sendable {
    private let queue: DispatchQueue
    private let spool: Mutex<Spool?>

    init(name: String) {
        queue = DispatchQueue(label: "spool.\(name)", qos: .utility)
        spool = Mutex(nil)
    }

    /// Runs a piece of work; before the spool was opened it gets `nil`.
    func perform<Value: Sendable>(_ work: @escaping @Sendable (inout Spool?) -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                let value = spool.withLock { work(&$0) }
                continuation.resume(returning: value)
            }
        }
    }
}
