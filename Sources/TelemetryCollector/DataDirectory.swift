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
    private let sources: SecretSources

    /// Makes the folder, the secrets that are not given, and the files of the database if they are missing.
    ///
    /// - Parameter holdsDatabase: false if the database is elsewhere.
    package init(path: String, secrets: SecretSources = SecretSources(), holdsDatabase: Bool = true) throws {
        self.path = path
        sources = secrets
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
        _ = try pepper()
        _ = try adminToken()
        if holdsDatabase { try protectDatabase() }
    }

    package var databasePath: String { "\(path)/telemetry.sqlite" }

    /// The key under which IDs are hashed before they are stored. Without it the database matches no ID.
    package func pepper() throws -> Pepper {
        switch sources.pepper {
        case .dataFolder: return Pepper(bytes: try secret("\(path)/pepper", isMade: true))
        case .file(let file): return Pepper(bytes: try secret(file, isMade: false))
        case .text(let text, let setting):
            guard let bytes = Self.secret(in: text) else {
                throw DataDirectoryFailure(file: setting, problem: "is no secret: expected 64 hexadecimal digits")
            }
            return Pepper(bytes: bytes)
        }
    }

    /// The password of the private pages, for the user `admin`.
    package func adminToken() throws -> String {
        switch sources.adminToken {
        case .dataFolder: return Hex.encode(try secret("\(path)/admin-token", isMade: true))
        case .file(let file): return try token(try contents(of: file), from: file)
        case .text(let text, let setting): return try token(text, from: setting)
        }
    }

    private func token(_ text: String, from place: String) throws -> String {
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard token.utf8.count >= SecretSources.shortestToken, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw DataDirectoryFailure(
                file: place,
                problem: "is no token: expected at least \(SecretSources.shortestToken) printable ASCII characters")
        }
        return token
    }

    private static func secret(in text: String) -> [UInt8]? {
        Hex.decode(text.trimmingCharacters(in: .whitespacesAndNewlines)).flatMap { $0.count == 32 ? $0 : nil }
    }

    private func contents(of file: String) throws -> String {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw DataDirectoryFailure(file: file, problem: "cannot be read: check that it exists and who owns it")
        }
        return text
    }

    /// Reads a 32-byte secret, or makes it. A damaged one is an error: a new pepper would orphan everything stored.
    private func secret(_ file: String, isMade: Bool) throws -> [UInt8] {
        if isMade {
            if access(file, F_OK) != 0 { try makeSecret(file) }
            // Also if somebody copied it here.
            chmod(file, 0o600)
        }
        guard let bytes = Self.secret(in: try contents(of: file)) else {
            throw DataDirectoryFailure(
                file: file, problem: "is damaged: expected 64 hexadecimal digits; restore it from a backup")
        }
        return bytes
    }

    /// Makes the database's file before SQLite does, for its owner only; SQLite gives its other files the same mode. Also for
    /// a folder that others may enter.
    private func protectDatabase() throws {
        for database in [databasePath, "\(path)/tombstones.sqlite"] {
            let descriptor = open(database, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw DataDirectoryFailure(
                    file: database, problem: "cannot be opened: \(String(cString: strerror(errno)))")
            }
            close(descriptor)
            for file in [database, database + "-wal", database + "-shm"] { chmod(file, 0o600) }
        }
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
        // The name must be as durable as the secret: all that is stored hangs on it.
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}

/// A file of the data directory that cannot be used.
package struct DataDirectoryFailure: Error, CustomStringConvertible {
    package var file: String
    package var problem: String

    package var description: String { "\(file) \(problem)" }
}
