// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The files in which the client keeps its secret and what it remembers, readable by their owner only.
///
/// Every write makes a new file and renames it over the old one, so that a crash or a full disk leaves the old one whole.
package struct TelemetryDirectory: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Makes the directory if needed and proves that it can be written to.
    package func prepare() throws(TelemetryStateFailure) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw failure(path, "cannot be made", errno) }
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw failure(path, "cannot be written to", errno) }
        try write(Self.explanation, to: "README.txt")
    }

    /// The stored secret, from its file or, if that is damaged or gone, from the backup, which then repairs it; `nil` if
    /// there never was one.
    package func secret(repairs: Bool = true) throws(TelemetryStateFailure) -> InstallSecret? {
        var damaged: String?
        for name in ["secret", "secret.bak"] {
            guard let text = try read(name) else { continue }
            if let bytes = Hex.decode(text.trimmed), let secret = InstallSecret(bytes) {
                if repairs, name == "secret.bak" { try store(secret) }
                return secret
            }
            damaged = damaged ?? name
        }
        if let damaged {
            throw TelemetryStateFailure(file: "\(path)/\(damaged)", problem: "is damaged, and so is its backup")
        }
        return nil
    }

    package func store(_ secret: InstallSecret) throws(TelemetryStateFailure) {
        let text = Hex.encode(secret.forStorage) + "\n"
        try write(text, to: "secret.bak")
        try write(text, to: "secret")
    }

    /// What was remembered; a new start if there is nothing.
    package func state() throws(TelemetryStateFailure) -> TelemetryState {
        guard let text = try read("state.json") else { return TelemetryState() }
        do { return try JSONDecoder().decode(TelemetryState.self, from: Data(text.utf8)) } catch {
            throw TelemetryStateFailure(file: "\(path)/state.json", problem: "is damaged")
        }
    }

    package func store(_ state: TelemetryState) throws(TelemetryStateFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let data = try? encoder.encode(state) else { return }
        try write(String(decoding: data, as: UTF8.self) + "\n", to: "state.json")
    }

    private func read(_ name: String) throws(TelemetryStateFailure) -> String? {
        let file = "\(path)/\(name)"
        guard let stream = fopen(file, "r") else {
            guard errno == ENOENT else { throw failure(file, "cannot be read", errno) }
            return nil
        }
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        let count = fread(&bytes, 1, bytes.count, stream)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private func write(_ text: String, to name: String) throws(TelemetryStateFailure) {
        let file = "\(path)/\(name)"
        let temporary = "\(file).\(getpid()).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(temporary, "cannot be made", errno) }
        let bytes = Array(text.utf8)
        let isWritten = bytes.withUnsafeBytes { writeBytes(descriptor, $0) } == bytes.count
        let isSynced = isWritten && fsync(descriptor) == 0
        let problem = errno
        close(descriptor)
        guard isSynced, rename(temporary, file) == 0 else {
            let number = isSynced ? errno : problem
            unlink(temporary)
            throw failure(file, "cannot be written", number)
        }
    }

    private func failure(_ file: String, _ problem: String, _ number: CInt) -> TelemetryStateFailure {
        TelemetryStateFailure(file: file, problem: "\(problem): \(String(cString: strerror(number)))")
    }

    private static let explanation = """
        This folder belongs to the anonymous telemetry of the program that made it.

        secret      32 random bytes, made here, never sent. The installation's ID is made with it.
        secret.bak  a copy, for the case that the first is damaged
        state.json  the ID, a counter against replay, and what was decided about telemetry

        Delete the folder while the program is stopped, and the installation starts anew with another ID.
        What was reported under the old ID can then no longer be erased by a signed request, so erase first.

        """
}

/// A file of the state directory that cannot be used.
package struct TelemetryStateFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    package var problem: String

    package var description: String { "\(file) \(problem)" }
}

/// Outside the type, where `write` is the system's.
private func writeBytes(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
