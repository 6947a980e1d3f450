// SPDX-License-Identifier: MIT

import Foundation

/// Writes a file that only its owner can read, whole or not at all.
package enum PrivateFile {
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package var file: String
        package var problem: String

        package var description: String { "\(file) \(problem)" }
    }

    /// - Parameters:
    ///   - replaces: another file may be there.
    ///   - original: a file that must not be the one that is replaced.
    static func write(_ text: String, to path: String, replaces: Bool, keeping original: String) throws(Failure) {
        if faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0 {
            guard place(path) != place(original) else {
                throw Failure(file: path, problem: "is the file to migrate, which is kept: name another file")
            }
            guard replaces else {
                throw Failure(file: path, problem: "exists already: name another file, or replace it with --force")
            }
        }
        // It lies beside its place until it is whole.
        let draft = "\(path).\(getpid()).partial"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { unlink(draft) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            throw Failure(
                file: path,
                problem: "cannot be written: "
                    + (cause.map { String(cString: strerror(Int32($0.code))) } ?? error.localizedDescription))
        }
        // A link never takes another file's place, even one that came meanwhile.
        guard (replaces ? rename(draft, path) : link(draft, path)) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(file: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
    }

    /// Where a path leads to.
    private static func place(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().path }
}
