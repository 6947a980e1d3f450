// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file of the state directory that cannot be used.
package struct TelemetryStateFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    package var problem: String

    package init(file: String, problem: String) {
        self.file = file
        self.problem = problem
    }

    /// - Parameter number: the system's error number.
    init(_ file: String, _ problem: String, _ number: CInt) {
        self.init(file: file, problem: "\(problem): \(String(cString: strerror(number)))")
    }

    package var description: String { "\(file) \(problem)" }
}
