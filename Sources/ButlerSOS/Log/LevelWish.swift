// SPDX-License-Identifier: MIT

package import LogOutput

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The log level that somebody wishes a running monitor to have: a word in a file of its state folder.
///
/// The monitor looks there, so nobody needs to know its process ID, which means nothing in another container.
package struct LevelWish: Sendable {
    package let path: String

    package init(state: String) { path = "\(state)/log-level" }

    /// Why a wish cannot be said.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    /// The wished level; `nil` if there is none. What is no level is no wish.
    package func read() -> LogLevel? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = bytes.withUnsafeMutableBytes { readBytes(descriptor, $0) }
        guard count > 0 else { return nil }
        return LogLevel(rawValue: String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }

    /// Says a wish, at once and whole: what is written beside is moved there.
    package func write(_ level: LogLevel) throws(Failure) {
        let temporary = "\(path).\(getpid()).new"
        unlink(temporary)
        // Everybody who can enter the folder may read it: root may wish something of a monitor of another user.
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure("written", errno) }
        fchmod(descriptor, 0o644)
        let text = Array("\(level.rawValue)\n".utf8)
        let isWritten = text.withUnsafeBytes { writeBytes(descriptor, $0) } == text.count
        let number = isWritten ? 0 : errno
        close(descriptor)
        guard isWritten, rename(temporary, path) == 0 else {
            let reason = isWritten ? errno : number
            unlink(temporary)
            throw failure("written", reason)
        }
    }

    /// Takes a wish back, if there is one.
    package func remove() throws(Failure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("removed", errno) }
    }

    private func failure(_ what: String, _ number: CInt) -> Failure {
        Failure(description: "\(path) cannot be \(what): \(String(cString: strerror(number)))")
    }
}

// Outside the type, where `read` and `write` are the system's.

private func readBytes(_ descriptor: CInt, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, bytes.baseAddress, bytes.count)
}

private func writeBytes(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
