// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file of the spool cannot be used: which one, and what the system says.
package struct SpoolFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var path: String
    package var reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// What the last system call said.
    init(path: String) { self.init(path: path, reason: String(cString: strerror(errno))) }

    package var description: String { "\(path): \(reason)" }
}
