// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The log file of a day while it is open.
final class OpenLogFile: Sendable {
    let path: String
    let day: LogDay
    private let descriptor: CInt

    /// Opens the file, or makes it. No link is followed, and nothing but a file is written to.
    init(_ path: String, day: LogDay) throws(LogFileFailure) {
        descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o640)
        self.path = path
        self.day = day
        guard descriptor >= 0 else {
            throw LogFileFailure(path, errno == ELOOP ? "it is a link" : LogFolder.reason(errno))
        }
        guard let facts = facts(), facts.st_mode & S_IFMT == S_IFREG else {
            throw LogFileFailure(path, "it is no file")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether the file is still what is found under its path: it may have been moved or deleted.
    var isInPlace: Bool {
        var found = stat()
        guard lstat(path, &found) == 0, let own = facts() else { return false }
        return found.st_dev == own.st_dev && found.st_ino == own.st_ino
    }

    /// Adds a line at the end. If that fails half-way, nothing of it stays, or the next line starts on a line of its own.
    func append(_ line: [UInt8]) throws(LogFileFailure) {
        var written = 0
        while written < line.count {
            let count = line.withUnsafeBytes { writeBytes(descriptor, .init(rebasing: $0[written...])) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let number = count < 0 ? errno : ENOSPC
                if written > 0 { takeBack(written) }
                throw LogFileFailure(path, LogFolder.reason(number))
            }
            written += count
        }
    }

    /// Whether what stands there ends in the middle of a line: a process may have been killed, or a disk full.
    var endsInLine: Bool {
        guard let size = facts()?.st_size, size > 0 else { return false }
        var last = UInt8(ascii: "\n")
        pread(descriptor, &last, 1, size - 1)
        return last != UInt8(ascii: "\n")
    }

    /// Takes away the end of the file, if it is what was written here: another process may write to the same file.
    private func takeBack(_ count: Int) {
        let end = lseek(descriptor, 0, SEEK_CUR)
        guard let size = facts()?.st_size, size == end, size >= count else { return }
        ftruncate(descriptor, size - off_t(count))
    }

    private func facts() -> stat? {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? facts : nil
    }
}

/// Outside the type, where `write` is the system's.
private func writeBytes(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
