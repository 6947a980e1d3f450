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

    /// The part of a state folder that belongs to telemetry.
    static func telemetryPath(in path: String) -> String { "\(path)/telemetry" }

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

    /// The folder of an instance, for commands that run beside it, perhaps as another user.
    ///
    /// - Parameters:
    ///   - given: the value of `--state`; else the folders are searched in which a service may run.
    ///   - systemFolder: where services keep their state.
    package static func find(
        given: String?, environment: [String: String], configurationPath: String,
        systemFolder: String = "/var/lib/butler-sos"
    ) throws(StateDirectoryFailure) -> StateDirectory {
        let configuration = realPath(configurationPath)
        let own = StateDirectory(given: given, environment: environment, configurationPath: configurationPath)
        if let given, !given.isEmpty {
            guard let other = own.configurationPath, other != configuration else { return own }
            throw .foreign(path: own.path, configuration: other)
        }
        let candidates = [own, StateDirectory(path: systemFolder)]
        if let found = candidates.first(where: { $0.configurationPath == configuration }) { return found }
        throw .unknown(configuration: configuration, folders: candidates.map(\.path))
    }

    private init(path: String) { self.path = path }

    /// The configuration that the folder belongs to; `nil` if it does not say.
    private var configurationPath: String? {
        guard let data = FileManager.default.contents(atPath: "\(path)/instance.json"),
            let note = try? JSONSerialization.jsonObject(with: data) as? [String: String]
        else { return nil }
        return note["configuration"]
    }

    /// The path without links and dots, or as it is if there is no such file.
    static func realPath(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// Why a state folder cannot be used.
package enum StateDirectoryFailure: Error, Equatable, CustomStringConvertible {
    case inUse(path: String)
    case unusable(path: String, reason: String)
    /// The folder belongs to another configuration.
    case foreign(path: String, configuration: String)
    /// No folder says that it belongs to the configuration.
    case unknown(configuration: String, folders: [String])

    package var description: String {
        switch self {
        case .inUse(let path):
            "another butler-sos already runs with the state folder \(path); stop it, or give this one its own with --state"
        case .unusable(let path, let reason): "the state folder \(path) cannot be used: \(reason)"
        case .foreign(let path, let configuration):
            "the state folder \(path) belongs to the configuration \(configuration); name that with -c, or another folder "
                + "with --state"
        case .unknown(let configuration, let folders):
            "no state folder of \(configuration) was found; looked at \(folders.joined(separator: ", ")). Start the monitor "
                + "once, or name its folder with --state: the log shows it at start"
        }
    }
}
