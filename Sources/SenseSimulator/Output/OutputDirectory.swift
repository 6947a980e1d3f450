// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder for the files that the simulator makes.
///
/// Promises: a file appears whole or not at all, so that a script can wait for it; errors name the file.
package struct OutputDirectory: Sendable, Equatable {
    /// The folder's absolute path, without a slash at the end.
    package let path: String

    /// Creates the folder, and those above it, unless it is there.
    package init(creating path: String) throws(OutputFailure) {
        var partial = path.hasPrefix("/") ? "" : "."
        for name in path.split(separator: "/") {
            partial += "/\(name)"
            guard mkdir(partial, 0o755) == 0 || errno == EEXIST || errno == EISDIR else {
                throw OutputFailure(action: "create the folder", path: path, errorNumber: errno)
            }
        }
        guard let resolved = realpath(path.isEmpty ? "." : path, nil) else {
            throw OutputFailure(action: "find the folder", path: path, errorNumber: errno)
        }
        defer { free(resolved) }
        self.path = String(cString: resolved)
    }

    /// Where a file of the folder is.
    package func path(of name: String) -> String {
        path == "/" ? "/\(name)" : "\(path)/\(name)"
    }

    /// Writes a file, replacing one of the same name, and returns its absolute path.
    ///
    /// - Parameter isSecret: true if only the owner may read it.
    @discardableResult
    package func write(_ text: String, to name: String, isSecret: Bool = false) throws(OutputFailure) -> String {
        let destination = path(of: name)
        let draft = path(of: ".\(name).\(getpid()).tmp")
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isSecret ? 0o600 : 0o644)
        guard file >= 0 else { throw OutputFailure(action: "write", path: destination, errorNumber: errno) }
        let isWritten = Self.write(Array(text.utf8), to: file)
        let writeError = errno
        let isClosed = close(file) == 0
        guard isWritten, isClosed, rename(draft, destination) == 0 else {
            let number = isWritten ? errno : writeError
            unlink(draft)
            throw OutputFailure(action: "write", path: destination, errorNumber: number)
        }
        return destination
    }

    /// Removes a file, if it is there.
    package func remove(_ name: String) throws(OutputFailure) {
        guard unlink(path(of: name)) == 0 || errno == ENOENT else {
            throw OutputFailure(action: "remove", path: path(of: name), errorNumber: errno)
        }
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, off_t(bytes.count - rest.count)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
