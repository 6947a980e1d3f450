// SPDX-License-Identifier: MIT

package import Monitoring
import Synchronization

/// The names that the repository told last: replaced as a whole, and only by a complete answer.
package final class AppNameTable: Sendable {
    private let names = Mutex(AppNames())

    package init() {}

    package var current: AppNames { names.withLock { $0 } }

    package func replace(with new: AppNames) { names.withLock { $0 = new } }
}
