// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file or folder could not be made: which one, and what the system said.
package struct OutputFailure: Error, Equatable, CustomStringConvertible {
    /// What was to be done: "write", say.
    package let action: String
    /// The file or folder that it was to be done to.
    package let path: String
    /// The system's error number.
    package let errorNumber: Int32

    /// One sentence for whoever chose the path.
    package var description: String {
        "cannot \(action) \(path): \(String(cString: strerror(errorNumber)))"
    }
}
