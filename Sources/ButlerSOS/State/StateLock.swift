// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The right to run in a state folder, given up when the value goes or the process ends, however it ends.
package final class StateLock: Sendable {
    private let descriptor: CInt

    init(path: String) throws(StateDirectoryFailure) {
        let file = "\(path)/lock"
        descriptor = open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(path: path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(descriptor)
            throw reason == EWOULDBLOCK
                ? .inUse(path: path) : .unusable(path: path, reason: String(cString: strerror(reason)))
        }
    }

    deinit { close(descriptor) }

    /// True if a process holds the lock of a folder now.
    static func isHeld(in path: String) -> Bool {
        let descriptor = open("\(path)/lock", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
