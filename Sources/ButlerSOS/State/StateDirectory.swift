// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import TelemetryClient

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
            // By this, commands find the folder.
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
    /// A folder says which configuration it belongs to since the monitor ran with it. No other is taken: what is said there
    /// would reach nobody.
    ///
    /// - Parameters:
    ///   - given: the value of `--state`; else the folders are searched in which a service may run.
    ///   - mayBeNew: take a given folder also if no monitor ran with it yet, unless one ran with another.
    ///   - systemFolder: where services keep their state.
    package static func find(
        given: String?, environment: [String: String], configurationPath: String, mayBeNew: Bool = false,
        systemFolder: String = "/var/lib/butler-sos"
    ) throws(StateDirectoryFailure) -> StateDirectory {
        let configuration = realPath(configurationPath)
        let usual = [
            StateDirectory(given: nil, environment: environment, configurationPath: configurationPath),
            StateDirectory(path: systemFolder),
        ]
        let used = usual.first { $0.configurationPath == configuration }
        guard let given, !given.isEmpty else {
            if let used { return used }
            throw .unknown(configuration: configuration, folders: usual.map(\.path))
        }
        let own = StateDirectory(path: given)
        switch own.configurationPath {
        case configuration?: return own
        case let other?: throw .foreign(path: given, configuration: other)
        case nil:
            if let used { throw .elsewhere(given: given, used: used.path) }
            guard mayBeNew else { throw .unknown(configuration: configuration, folders: [given]) }
            return own
        }
    }

    /// True if a monitor runs with the folder now.
    package var isRunning: Bool { StateLock.isHeld(in: path) }

    private init(path: String) { self.path = path }

    /// The configuration that the folder belongs to; `nil` if it does not say.
    private var configurationPath: String? {
        guard let text = HostFiles().text("\(path)/instance.json"),
            let note = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String],
            let configuration = note["configuration"],
            // It is printed, and a service's user may have written it.
            configuration.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.properties.generalCategory != .control })
        else { return nil }
        return configuration
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
    /// The monitor ran with another folder than the one that is given.
    case elsewhere(given: String, used: String)
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
        case .elsewhere(let given, let used):
            "no monitor ran with the state folder \(given) yet, but one did with \(used); leave --state out, or name that"
        case .unknown(let configuration, let folders):
            "no state folder of \(configuration) was found; looked at \(folders.joined(separator: ", ")). Start the monitor "
                + "once, or name its folder with --state: the log of the monitor shows it at start"
        }
    }
}
