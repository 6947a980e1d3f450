// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The folder of the log files.
package enum LogFolder {
    /// Why no file can be written there, if the folder is made first should it be missing; `nil` if nothing speaks against
    /// it. Changes nothing.
    package static func obstacle(_ path: String) -> String? {
        guard !path.isEmpty else { return "the path is empty" }
        var place = path
        while true {
            var facts = stat()
            if stat(place, &facts) == 0 {
                guard facts.st_mode & S_IFMT == S_IFDIR else { return "\(place) is no folder" }
                guard access(place, W_OK | X_OK) == 0 else { return "\(place): \(Self.reason(errno))" }
                return nil
            }
            guard errno == ENOENT else { return "\(place): \(Self.reason(errno))" }
            var link = stat()
            if lstat(place, &link) == 0 { return "\(place) is a link to nothing" }
            guard let parent = parent(of: place) else { return nil }
            place = parent
        }
    }

    /// The path from the root on, so that messages are clear and nothing depends on where the process is later.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return "\(String(cString: here))/\(path)"
    }

    /// Makes the folder and those that it is in, as far as they are missing.
    static func make(_ path: String) throws(LogFileFailure) {
        if mkdir(path, 0o750) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let parent = parent(of: path) else { throw LogFileFailure(path, reason(errno)) }
        try make(parent)
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw LogFileFailure(path, reason(errno)) }
    }

    /// Deletes the log files of days before one. What has another name, or is no file, is not touched.
    static func removeFiles(before day: LogDay, in path: String) {
        guard let folder = opendir(path) else { return }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let its = LogDay(fileName: name), its < day else { continue }
            var facts = stat()
            guard fstatat(dirfd(folder), name, &facts, AT_SYMLINK_NOFOLLOW) == 0, facts.st_mode & S_IFMT == S_IFREG
            else { continue }
            unlinkat(dirfd(folder), name, 0)
        }
    }

    static func reason(_ number: CInt) -> String { String(cString: strerror(number)) }

    /// The folder above; `nil` above the root.
    private static func parent(of path: String) -> String? {
        var path = path[...]
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        guard path != "/", path != "." else { return nil }
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// Why a log file cannot be written.
struct LogFileFailure: Error {
    var path: String
    var reason: String

    init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }
}
