// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Why no events can be sent: what was to be done, and what the system said.
package struct EventSendingFailure: Error, Equatable, CustomStringConvertible {
    /// One sentence for whoever chose the addresses.
    package let description: String

    init(_ action: String, _ errorNumber: Int32) {
        self.init(action, reason: String(cString: strerror(errorNumber)))
    }

    init(_ action: String, reason: String) {
        description = "cannot \(action): \(reason)"
    }
}
