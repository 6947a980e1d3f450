// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that is there either whole or not at all, readable by its owner only. It never takes another file's place.
package final class NewFile {
    private let path: String
    /// Where the file lies until it is whole: there it may be written by somebody else, too.
    package let partial: String
    private var descriptor: Int32
    private var pending: [UInt8] = []

    /// Begins a file. What is written lies beside it, under another name, until `finish()`.
    package init(_ path: String) throws(NewFileFailure) {
        try Self.refuse(path)
        self.path = path
        partial = "\(path).\(getpid()).partial"
        descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw NewFileFailure(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(partial)
    }

    /// Throws if there is something under this name already.
    package static func refuse(_ path: String) throws(NewFileFailure) {
        guard faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0 else {
            throw NewFileFailure(file: path, problem: "exists already: name another file, or remove it first")
        }
    }

    /// Adds bytes at the end.
    package func write(_ bytes: [UInt8]) throws(NewFileFailure) {
        pending += bytes
        if pending.count >= 64 * 1024 { try flush() }
    }

    /// Puts the whole file in its place. No call may follow.
    package func finish() throws(NewFileFailure) {
        try flush()
        guard fsync(descriptor) == 0, link(partial, path) == 0 else { throw failure() }
        unlink(partial)
        close(descriptor)
        descriptor = -1
    }

    private func flush() throws(NewFileFailure) {
        var written = 0
        while written < pending.count {
            let count = pending.withUnsafeBytes { bytes in
                #if canImport(Glibc)
                Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                #else
                Darwin.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            written += count
        }
        pending = []
    }

    private func failure() -> NewFileFailure {
        NewFileFailure(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
    }
}

/// A file that cannot be made.
package struct NewFileFailure: Error, Equatable, CustomStringConvertible {
    package var file: String
    package var problem: String

    package init(file: String, problem: String) {
        self.file = file
        self.problem = problem
    }

    package var description: String { "\(file) \(problem)" }
}
