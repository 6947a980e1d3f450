// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder of small files that are their owner's alone.
///
/// Every write makes a new file and renames it over the old one, so that a crash or a full disk leaves the old one whole.
/// Root may write into the folder of a service: what it writes belongs to the folder's owner, or the service could not
/// read it any more.
struct PrivateFolder: Sendable {
    let path: String

    struct Content: Sendable, Equatable {
        var text: String
        /// Others than the owner could read it until now.
        var wasOpenToOthers: Bool
    }

    private static let largestFile = 16 << 20

    /// Makes the folder if needed and proves that it can be used.
    func prepare() throws(TelemetryStateFailure) {
        if mkdir(path, 0o700) == 0 {
            giveToOwnerAbove()
        } else if errno != EEXIST {
            throw failure(path, "cannot be made", errno)
        }
        let owner = try owner()
        guard owner == geteuid() || geteuid() == 0 else {
            throw TelemetryStateFailure(
                file: path, problem: "belongs to user \(owner), and this program runs as user \(geteuid()): chown it")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw failure(path, "cannot be written to", errno) }
    }

    /// The text of a file; `nil` if there is none.
    ///
    /// - Parameter repairs: take away from others the right to read it.
    func read(_ name: String, repairs: Bool) throws(TelemetryStateFailure) -> Content? {
        let file = "\(path)/\(name)"
        // Not a link, which could lead anywhere, and not a pipe, which would never answer.
        let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            // Where there can be no folder, there is no file.
            guard errno == ENOENT || errno == ENOTDIR else { throw failure(file, "cannot be read", errno) }
            return nil
        }
        defer { close(descriptor) }
        let facts = try checked(descriptor, file)
        let isOpen = facts.st_mode & 0o077 != 0
        if isOpen, repairs { fchmod(descriptor, 0o600) }
        guard facts.st_size <= Self.largestFile else {
            throw TelemetryStateFailure(file: file, problem: "is larger than it can be: it is damaged")
        }
        var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
        var count = 0
        while count < bytes.count {
            let read = bytes.withUnsafeMutableBytes {
                readBytes(descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
            }
            guard read > 0 else { break }
            count += read
        }
        return Content(text: String(decoding: bytes[..<count], as: UTF8.self), wasOpenToOthers: isOpen)
    }

    func write(_ text: String, to name: String) throws(TelemetryStateFailure) {
        let file = "\(path)/\(name)"
        let temporary = "\(file).\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(file, "cannot be written", errno) }
        giveToOwner(descriptor)
        let bytes = Array(text.utf8)
        let isWritten = bytes.withUnsafeBytes { writeBytes(descriptor, $0) } == bytes.count
        let isSynced = isWritten && fsync(descriptor) == 0
        let problem = isWritten ? errno : ENOSPC
        close(descriptor)
        guard isSynced, rename(temporary, file) == 0 else {
            let number = isSynced ? errno : problem
            unlink(temporary)
            throw failure(file, "cannot be written", number)
        }
        syncFolder()
    }

    /// Adds a line at the end of a file, all of it or nothing.
    func append(_ line: String, to name: String) throws(TelemetryStateFailure) {
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(file, "cannot be written", errno) }
        defer { close(descriptor) }
        let size = try checked(descriptor, file).st_size
        giveToOwner(descriptor)
        // A line that a crash cut short stays alone on its line.
        var last: UInt8 = UInt8(ascii: "\n")
        if size > 0 { pread(descriptor, &last, 1, size - 1) }
        let bytes = Array(((last == UInt8(ascii: "\n") ? "" : "\n") + line + "\n").utf8)
        let written = bytes.withUnsafeBytes { writeBytes(descriptor, $0) }
        guard written == bytes.count, fsync(descriptor) == 0 else {
            let problem = written == bytes.count ? errno : ENOSPC
            ftruncate(descriptor, size)
            throw failure(file, "cannot be written", problem)
        }
    }

    /// What a process that was killed while it wrote has left behind, which could be anything. Only while locked.
    func removeUnfinished() throws(TelemetryStateFailure) {
        for name in SystemFiles.names(in: path) where name.hasSuffix(".new") { try remove(name) }
    }

    func remove(_ name: String) throws(TelemetryStateFailure) {
        let file = "\(path)/\(name)"
        guard unlink(file) == 0 || errno == ENOENT else { throw failure(file, "cannot be removed", errno) }
        syncFolder()
    }

    /// Runs `body` while no other process changes the folder: commands work beside the running service.
    func locked<Result>(_ body: () throws(TelemetryStateFailure) -> Result) throws(TelemetryStateFailure) -> Result {
        let file = "\(path)/lock"
        let descriptor = open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(file, "cannot be opened", errno) }
        defer { close(descriptor) }
        _ = try checked(descriptor, file)
        giveToOwner(descriptor)
        // Others hold it for milliseconds. One that was stopped while it held it must not stop this one, too.
        for attempt in 0... {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { break }
            guard errno == EWOULDBLOCK || errno == EINTR else { throw failure(file, "cannot be locked", errno) }
            guard attempt < 200 else {
                throw TelemetryStateFailure(file: file, problem: "is held by another process; try again")
            }
            usleep(10_000)
        }
        return try body()
    }

    private func owner() throws(TelemetryStateFailure) -> uid_t {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw failure(path, "cannot be looked at", errno) }
        guard facts.st_mode & S_IFMT == S_IFDIR else {
            throw TelemetryStateFailure(file: path, problem: "is not a folder")
        }
        return facts.st_uid
    }

    /// The facts of an open file, if it is one that this folder may hold.
    private func checked(_ descriptor: CInt, _ file: String) throws(TelemetryStateFailure) -> stat {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw failure(file, "cannot be looked at", errno) }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw TelemetryStateFailure(file: file, problem: "is not a file")
        }
        let owner = try owner()
        guard [geteuid(), 0].contains(facts.st_uid) || geteuid() == 0 && facts.st_uid == owner else {
            throw TelemetryStateFailure(
                file: file,
                problem:
                    "belongs to user \(facts.st_uid), so it cannot be trusted: chown it to user \(owner), or remove it"
            )
        }
        // The folder's owner may have linked to a file of root's, which then must not be changed or given away.
        guard facts.st_nlink <= 1 || facts.st_uid == owner else {
            throw TelemetryStateFailure(
                file: file, problem: "has another name elsewhere, so it cannot be trusted: remove it")
        }
        return facts
    }

    private func giveToOwner(_ descriptor: CInt) {
        var folder = stat()
        guard geteuid() == 0, stat(path, &folder) == 0 else { return }
        fchown(descriptor, folder.st_uid, folder.st_gid)
    }

    /// A folder that root made in a service's folder belongs to the service.
    private func giveToOwnerAbove() {
        var above = stat()
        guard geteuid() == 0, stat("\(path)/..", &above) == 0 else { return }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fchown(descriptor, above.st_uid, above.st_gid)
        close(descriptor)
    }

    /// A rename lasts only when the folder is on disk.
    private func syncFolder() {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private func failure(_ file: String, _ problem: String, _ number: CInt) -> TelemetryStateFailure {
        TelemetryStateFailure(file: file, problem: "\(problem): \(String(cString: strerror(number)))")
    }
}

/// A file of the state directory that cannot be used.
package struct TelemetryStateFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    package var problem: String

    package var description: String { "\(file) \(problem)" }
}

// Outside the type, where `read` and `write` are the system's.

private func readBytes(_ descriptor: CInt, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, bytes.baseAddress, bytes.count)
}

private func writeBytes(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
