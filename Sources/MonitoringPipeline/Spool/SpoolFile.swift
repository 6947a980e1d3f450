// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The few calls on files that a spool needs, each with an error that names the file.
enum SpoolFile {
    static func makeFolder(_ path: String) throws(SpoolFailure) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw SpoolFailure(path: made) }
        }
    }

    static func names(in folder: String) throws(SpoolFailure) -> [String] {
        guard let directory = opendir(folder) else { throw SpoolFailure(path: folder) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    static func read(_ path: String, from offset: Int = 0, count: Int = .max) throws(SpoolFailure) -> [UInt8] {
        let descriptor = try opened(path, O_RDONLY)
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SpoolFailure(path: path) }
        let wanted = min(count, max(0, Int(status.st_size) - offset))
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            guard let start = buffer.baseAddress else { return }
            while filled < wanted {
                let got = pread(descriptor, start + filled, wanted - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { break }
                filled += got
            }
        }
        if failed { throw SpoolFailure(path: path) }
        return bytes
    }

    /// Adds bytes to a file, which is made if it is missing, and waits until they are on the disk.
    ///
    /// If not all of them can be written, the file is as long as before.
    static func append(_ bytes: [UInt8], to path: String, atSize size: Int) throws(SpoolFailure) {
        let descriptor = try opened(path, O_WRONLY | O_CREAT)
        defer { close(descriptor) }
        do throws(SpoolFailure) {
            try write(bytes, to: descriptor, at: size, path)
            #if canImport(Glibc)
            guard fdatasync(descriptor) == 0 else { throw SpoolFailure(path: path) }
            #else
            guard fsync(descriptor) == 0 else { throw SpoolFailure(path: path) }
            #endif
        } catch {
            ftruncate(descriptor, off_t(size))
            throw error
        }
    }

    /// Puts bytes in place of a file's content, all of them or none.
    static func replace(_ path: String, with bytes: [UInt8]) throws(SpoolFailure) {
        let temporary = "\(path).new"
        let descriptor = try opened(temporary, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(descriptor) }
        try write(bytes, to: descriptor, at: 0, temporary)
        guard rename(temporary, path) == 0 else { throw SpoolFailure(path: path) }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func remove(_ path: String) throws(SpoolFailure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw SpoolFailure(path: path) }
    }

    private static func opened(_ path: String, _ flags: CInt) throws(SpoolFailure) -> CInt {
        // Nobody else has business here, and a link laid in the way is not followed.
        let descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SpoolFailure(path: path) }
        return descriptor
    }

    private static func write(_ bytes: [UInt8], to descriptor: CInt, at offset: Int, _ path: String)
        throws(SpoolFailure)
    {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { buffer in
                pwrite(descriptor, buffer.baseAddress, buffer.count, off_t(offset + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SpoolFailure(path: path) }
            written += count
        }
    }
}
