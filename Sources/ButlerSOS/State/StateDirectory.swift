// SPDX-License-Identifier: MIT

import Crypto
import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The folder in which one instance of the monitor keeps what it must remember.
///
/// An instance is a configuration file: two on one host have two folders, and only one process at a time runs in each.
package struct StateDirectory: Sendable {
    package let path: String

    package var telemetryPath: String { "\(path)/telemetry" }

    /// Chooses the folder: the given one, else systemd's, else one below the user's state folder that belongs to the
    /// configuration file's real path.
    package init(given: String?, environment: [String: String], configurationPath: String) {
        if let given, !given.isEmpty {
            path = given
        } else if let folder = environment["STATE_DIRECTORY"]?.split(separator: ":").first {
            path = String(folder)
        } else {
            let home = environment["HOME"] ?? NSHomeDirectory()
            let base = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.local/state"
            let digest = SHA256.hash(data: Data(Self.realPath(configurationPath).utf8)).prefix(6)
            let instance = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            path = "\(base)/butler-sos/\(instance)"
        }
    }

    /// Makes the folder, notes which configuration it belongs to, and takes the lock.
    ///
    /// - Returns: the lock, which is held as long as it lives.
    /// - Throws: `StateDirectoryFailure.inUse` if another process runs in the folder, `.unusable` if nothing can be kept there.
    package func open(configurationPath: String) throws(StateDirectoryFailure) -> StateLock {
        try make()
        let lock = try StateLock(path: path)
        let note = ["configuration": Self.realPath(configurationPath)]
        if let data = try? JSONSerialization.data(
            withJSONObject: note, options: [.prettyPrinted, .withoutEscapingSlashes])
        {
            // Only a help for people who look at the folder: nothing depends on it.
            _ = FileManager.default.createFile(
                atPath: "\(path)/instance.json", contents: data, attributes: [.posixPermissions: 0o600])
        }
        return lock
    }

    /// Makes the folder if it is missing.
    package func make() throws(StateDirectoryFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unusable(path: path, reason: "it cannot be made")
        }
    }

    private static func realPath(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// Why a state folder cannot be used.
package enum StateDirectoryFailure: Error, Equatable, CustomStringConvertible {
    case inUse(path: String)
    case unusable(path: String, reason: String)

    package var description: String {
        switch self {
        case .inUse(let path):
            "another butler-sos already runs with the state folder \(path); stop it, or give this one its own with --state"
        case .unusable(let path, let reason): "the state folder \(path) cannot be used: \(reason)"
        }
    }
}
