// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import TelemetryWire

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The folder in which a collector keeps its database and its two secrets, readable by its owner only.
package struct DataDirectory: Sendable {
    package let path: String

    /// Makes the folder and the secrets if they are missing.
    package init(path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw DataDirectoryFailure(
                file: path, problem: "cannot be made: check the path and who owns the folder above")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw DataDirectoryFailure(file: path, problem: "cannot be written to: \(String(cString: strerror(errno)))")
        }
        _ = try secret("pepper")
        _ = try secret("admin-token")
        try protectDatabase()
    }

    package var databasePath: String { "\(path)/telemetry.sqlite" }

    /// The key under which IDs are hashed before they are stored. Without it the database matches no ID.
    package func pepper() throws -> Pepper { Pepper(bytes: try secret("pepper")) }

    /// The password of the private pages, for the user `admin`.
    package func adminToken() throws -> String { Hex.encode(try secret("admin-token")) }

    /// Reads a 32-byte secret, or makes it. A damaged one is an error: a new pepper would orphan everything stored.
    private func secret(_ name: String) throws -> [UInt8] {
        let file = "\(path)/\(name)"
        if access(file, F_OK) != 0 { try makeSecret(file) }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw DataDirectoryFailure(file: file, problem: "cannot be read: check who owns it")
        }
        guard let bytes = Hex.decode(text.trimmingCharacters(in: .whitespacesAndNewlines)), bytes.count == 32 else {
            throw DataDirectoryFailure(
                file: file, problem: "is damaged: expected 64 hexadecimal digits; restore it from a backup")
        }
        return bytes
    }

    /// Makes the database's file before SQLite does, for its owner only; SQLite gives its other files the same mode. Also for
    /// a folder that others may enter.
    private func protectDatabase() throws {
        let descriptor = open(databasePath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DataDirectoryFailure(
                file: databasePath, problem: "cannot be opened: \(String(cString: strerror(errno)))")
        }
        close(descriptor)
        for file in [databasePath, databasePath + "-wal", databasePath + "-shm"] { chmod(file, 0o600) }
    }

    /// Makes a secret that is there either whole or not at all, also if the machine stops halfway, and only once if two
    /// processes try.
    private func makeSecret(_ file: String) throws {
        let temporary = "\(file).\(getpid()).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { unlink(temporary) }
        let text = Array((SymmetricKey(size: .bits256).withUnsafeBytes { Hex.encode($0) } + "\n").utf8)
        let isWritten = text.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == text.count
        let isSynced = isWritten && fsync(descriptor) == 0
        let problem = errno
        close(descriptor)
        guard isSynced, link(temporary, file) == 0 || errno == EEXIST else {
            let reason = String(cString: strerror(isSynced ? errno : problem))
            throw DataDirectoryFailure(file: file, problem: "cannot be written: \(reason)")
        }
    }
}

/// A file of the data directory that cannot be used.
package struct DataDirectoryFailure: Error, CustomStringConvertible {
    package var file: String
    package var problem: String

    package var description: String { "\(file) \(problem)" }
}
