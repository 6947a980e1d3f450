// SPDX-License-Identifier: MIT

import Synchronization

/// A truth value that several tasks share.
final class AtomicFlag: Sendable {
    private let flag = Mutex(false)

    var value: Bool {
        get { flag.withLock { $0 } }
        set { flag.withLock { $0 = newValue } }
    }
}
