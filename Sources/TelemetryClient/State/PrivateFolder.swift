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
    /// How long another process may hold the lock before this one gives up.
    let patience: Duration

    struct Content: Sendable, Equatable {
        var text: String
        /// Others than the owner could read it until now.
        var wasOpenToOthers: Bool
    }

    private static let largestFile = 16 << 20

    /// Makes the folder if needed and proves that it can be used.
    ///
    /// - Returns: true if other users had rights to it until now.
    func prepare() throws(TelemetryStateFailure) -> Bool {
        let isNew = mkdir(path, 0o700) == 0
        if !isNew, errno != EEXIST { throw TelemetryStateFailure(path, "cannot be made", errno) }
        if isNew { giveToOwnerAbove() }
        let folder = try open()
        if folder.isOpenToOthers { folder.closeToOthers() }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw TelemetryStateFailure(path, "cannot be written to", errno)
        }
        return folder.isOpenToOthers
    }

    /// The text of a file; `nil` if there is none.
    ///
    /// - Parameter repairs: take away from others the right to read it.
    func read(_ name: String, repairs: Bool) throws(TelemetryStateFailure) -> Content? {
        let folder: OpenFolder
        do throws(OpenFolderFailure) { folder = try OpenFolder.open(path) } catch {
            if case .missing = error { return nil }
            throw error.reason
        }
        let descriptor = folder.file(name, O_RDONLY)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw failure(name, "cannot be read", errno) }
            return nil
        }
        defer { close(descriptor) }
        let facts = try folder.checked(descriptor, name)
        let isOpen = facts.st_mode & 0o077 != 0
        if isOpen, repairs { fchmod(descriptor, 0o600) }
        guard facts.st_size <= Self.largestFile else {
            throw TelemetryStateFailure(file: "\(path)/\(name)", problem: "is larger than it can be: it is damaged")
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
        let folder = try open()
        let temporary = "\(name).\(getpid()).new"
        _ = folder.remove(temporary)
        let descriptor = folder.file(temporary, O_WRONLY | O_CREAT | O_EXCL)
        guard descriptor >= 0 else { throw failure(name, "cannot be written", errno) }
        folder.giveToOwner(descriptor)
        let bytes = Array(text.utf8)
        let isWritten = bytes.withUnsafeBytes { writeBytes(descriptor, $0) } == bytes.count
        let isSynced = isWritten && fsync(descriptor) == 0
        let problem = isWritten ? errno : ENOSPC
        close(descriptor)
        guard isSynced, folder.rename(temporary, to: name) else {
            let number = isSynced ? errno : problem
            _ = folder.remove(temporary)
            throw failure(name, "cannot be written", number)
        }
        folder.sync()
    }

    /// Adds a line at the end of a file, all of it or nothing.
    func append(_ line: String, to name: String) throws(TelemetryStateFailure) {
        let folder = try open()
        let descriptor = folder.file(name, O_RDWR | O_APPEND | O_CREAT)
        guard descriptor >= 0 else { throw failure(name, "cannot be written", errno) }
        defer { close(descriptor) }
        let size = try folder.checked(descriptor, name).st_size
        folder.giveToOwner(descriptor)
        // A line that a crash cut short stays alone on its line.
        var last: UInt8 = UInt8(ascii: "\n")
        if size > 0 { pread(descriptor, &last, 1, size - 1) }
        let bytes = Array(((last == UInt8(ascii: "\n") ? "" : "\n") + line + "\n").utf8)
        let written = bytes.withUnsafeBytes { writeBytes(descriptor, $0) }
        guard written == bytes.count, fsync(descriptor) == 0 else {
            let problem = written == bytes.count ? errno : ENOSPC
            ftruncate(descriptor, size)
            throw failure(name, "cannot be written", problem)
        }
    }

    func remove(_ name: String) throws(TelemetryStateFailure) {
        let folder = try open()
        guard folder.remove(name) else { throw failure(name, "cannot be removed", errno) }
        folder.sync()
    }

    /// Puts a file out of the way, under a name that says what it is.
    func putAside(_ name: String) throws(TelemetryStateFailure) {
        let folder = try open()
        guard folder.rename(name, to: "\(name).damaged") || errno == ENOENT else {
            throw failure(name, "cannot be put aside", errno)
        }
        folder.sync()
    }

    /// What a process that was killed while it wrote has left behind, which could be anything. Only while locked.
    ///
    /// - Parameter names: the files that are written here.
    func removeUnfinished(_ names: [String]) throws(TelemetryStateFailure) {
        for entry in SystemFiles.names(in: path) where entry.hasSuffix(".new") {
            if names.contains(where: { entry.hasPrefix("\($0).") }) { try remove(entry) }
        }
    }

    /// Runs `body` while no other process changes the folder: commands work beside the running service.
    func locked<Result>(_ body: () throws(TelemetryStateFailure) -> Result) throws(TelemetryStateFailure) -> Result {
        let folder = try open()
        let name = "lock"
        let descriptor = folder.file(name, O_RDWR | O_CREAT)
        guard descriptor >= 0 else { throw failure(name, "cannot be opened", errno) }
        defer { close(descriptor) }
        _ = try folder.checked(descriptor, name)
        folder.giveToOwner(descriptor)
        let clock = ContinuousClock()
        let end = clock.now + patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw failure(name, "cannot be locked", errno) }
            // Others hold it for milliseconds. One that was stopped while it held it must not stop this one, too.
            guard clock.now < end else {
                throw TelemetryStateFailure(file: "\(path)/\(name)", problem: "is held by another process; try again")
            }
            usleep(5_000)
        }
        return try body()
    }

    /// Locks a file of its own, without waiting.
    ///
    /// - Returns: its descriptor, which holds the lock until it is closed; `nil` while another process holds it.
    func claim(_ name: String) throws(TelemetryStateFailure) -> CInt? {
        let folder = try open()
        let descriptor = folder.file(name, O_RDWR | O_CREAT)
        guard descriptor >= 0 else { throw failure(name, "cannot be opened", errno) }
        do throws(TelemetryStateFailure) { _ = try folder.checked(descriptor, name) } catch {
            close(descriptor)
            throw error
        }
        folder.giveToOwner(descriptor)
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    private func open() throws(TelemetryStateFailure) -> OpenFolder {
        do throws(OpenFolderFailure) { return try OpenFolder.open(path) } catch { throw error.reason }
    }

    /// A folder that root made in a service's folder belongs to the service.
    private func giveToOwnerAbove() {
        guard geteuid() == 0, let folder = try? OpenFolder.open(path) else { return }
        folder.giveToOwnerAbove()
    }

    private func failure(_ name: String, _ problem: String, _ number: CInt) -> TelemetryStateFailure {
        TelemetryStateFailure("\(path)/\(name)", problem, number)
    }
}

// Outside the type, where `read` and `write` are the system's.

private func readBytes(_ descriptor: CInt, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, bytes.baseAddress, bytes.count)
}

private func writeBytes(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
