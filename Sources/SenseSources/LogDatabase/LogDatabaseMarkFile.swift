// SPDX-License-Identifier: MIT

import Foundation

/// The file in which the mark survives a restart. It is replaced as a whole: whenever the host stops, the old or the new mark
/// is there.
package struct LogDatabaseMarkFile: Sendable {
    private struct Content: Codable {
        var explanation = LogDatabaseMarkFile.explanation
        var version = 1
        /// Which database the mark belongs to.
        var database: String
        var mark: LogDatabaseMark

        enum CodingKeys: String, CodingKey { case explanation, version, database, mark }
    }

    enum Finding: Equatable {
        case mark(LogDatabaseMark)
        /// There was no start before.
        case nothing
        /// A mark of another database.
        case foreign
        /// What is there cannot be read; why.
        case damaged(String)
    }

    private static let explanation =
        "Up to where butler-sos has read the log database. Without this file it looks back as at its first start."
    private static let largest = 8 << 20

    let path: String

    /// - Parameter folder: the state folder.
    package init(in folder: String) { path = "\(folder)/logdb.json" }

    func read(for database: String) -> Finding {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            return errno == ENOENT ? .nothing : .damaged(String(cString: strerror(errno)))
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let data = try? handle.read(upToCount: Self.largest + 1), data.count <= Self.largest else {
            return .damaged("it cannot be read, or is larger than it can be")
        }
        guard let content = try? JSONDecoder().decode(Content.self, from: data), content.version == 1 else {
            return .damaged("it is not what this program writes")
        }
        return content.database == database ? .mark(content.mark) : .foreign
    }

    /// Stores a mark; when this returns, it is on disk.
    func write(_ mark: LogDatabaseMark, for database: String) throws(WriteFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(Content(database: database, mark: mark)) else {
            throw WriteFailure("it cannot be spelled")
        }
        let temporary = "\(path).new"
        // Whatever a process that was killed has left there.
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw WriteFailure(errno) }
        var problem: CInt?
        let count = data.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        if count != data.count {
            problem = count < 0 ? errno : ENOSPC
        } else if fsync(descriptor) != 0 {
            problem = errno
        }
        close(descriptor)
        if problem == nil, rename(temporary, path) != 0 { problem = errno }
        if let problem {
            unlink(temporary)
            throw WriteFailure(problem)
        }
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    struct WriteFailure: Error, Equatable, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
        init(_ number: CInt) { description = String(cString: strerror(number)) }
    }
}
