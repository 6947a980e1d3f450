// SPDX-License-Identifier: MIT

import Foundation
import Synchronization

/// A real Mosquitto, run by a test on a free port of the loopback with a folder of its own.
package final class MosquittoServer: Sendable {
    package struct Options: Sendable {
        /// Names and passwords; if there are any, nobody else gets in.
        package var users: [String: String] = [:]
        /// Talk TLS only.
        package var tls: TLS?
        /// What it logs.
        package var logTypes = ["all"]
        /// More lines of its configuration.
        package var lines: [String] = []

        package init() {}
    }

    /// Files in PEM.
    package struct TLS: Sendable {
        package var certificate: String
        package var key: String
        /// What signs the certificates of clients, which then must have one.
        package var clientAuthority: String?

        package init(certificate: String, key: String, clientAuthority: String? = nil) {
            self.certificate = certificate
            self.key = key
            self.clientAuthority = clientAuthority
        }
    }

    package let port: Int
    private let directory: TemporaryDirectory
    private let configuration: String
    private let process: Mutex<ChildProcess>
    private let earlierLog = Mutex("")

    /// Where Debian installs it.
    private static let executable = "/usr/sbin/mosquitto"

    /// Starts the broker and waits until it runs.
    package init(_ options: Options = Options()) async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.executable) else { throw Missing() }
        directory = try TemporaryDirectory()
        port = try FreePort.find()
        // All that it receives and acknowledges is in its log, also if it is killed. It must not become another user,
        // who could not read these files.
        var lines = [
            "listener \(port) 127.0.0.1", "persistence false", "log_dest stderr", "user root",
            "allow_anonymous \(options.users.isEmpty)", "max_queued_messages 0",
        ]
        lines += options.logTypes.map { "log_type \($0)" }
        if !options.users.isEmpty {
            let file = directory.file("passwords")
            try Data().write(to: URL(filePath: file))
            for (name, password) in options.users {
                let tool = try ChildProcess("/usr/bin/mosquitto_passwd", ["-b", file, name, password])
                guard try await tool.waitForExit() == 0 else { throw NotStarted(log: tool.text) }
            }
            lines.append("password_file \(file)")
        }
        if let tls = options.tls {
            lines += ["certfile \(tls.certificate)", "keyfile \(tls.key)"]
            if let authority = tls.clientAuthority { lines += ["cafile \(authority)", "require_certificate true"] }
        }
        configuration = try directory.write(
            (lines + options.lines).joined(separator: "\n") + "\n", to: "mosquitto.conf")
        process = Mutex(try ChildProcess(Self.executable, ["-c", configuration]))
        try await waitUntilReady()
    }

    /// Everything that the broker logged, since it was started for the first time.
    package var log: String { earlierLog.withLock { $0 } + process.withLock { $0.text } }

    /// The topics of the messages that the broker received, in their order.
    package var receivedTopics: [String] {
        log.split(separator: "\n").compactMap { line in
            // `1700000000: Received PUBLISH from name (d0, q1, r0, m1, 'topic', ... (3 bytes))`
            guard line.contains(": Received PUBLISH from "), let start = line.range(of: ", '"),
                let end = line.range(of: "', ", options: .backwards)
            else { return nil }
            return String(line[start.upperBound..<end.lowerBound])
        }
    }

    /// Ends the broker at once, as a crash of its host would.
    package func kill() async throws {
        let process = process.withLock { $0 }
        process.send(SIGKILL)
        _ = try await process.waitForExit()
    }

    /// Ends the broker in order.
    package func stop() async throws {
        let process = process.withLock { $0 }
        process.send(SIGTERM)
        _ = try await process.waitForExit()
    }

    /// Makes the broker do nothing for a while, with all its connections open.
    package func freeze() { process.withLock { $0.send(SIGSTOP) } }
    package func thaw() { process.withLock { $0.send(SIGCONT) } }

    /// Starts the broker again where it was, after `kill` or `stop`, and waits until it runs.
    package func restart() async throws {
        earlierLog.withLock { $0 += process.withLock { $0.text } }
        let started = try ChildProcess(Self.executable, ["-c", configuration])
        process.withLock { $0 = started }
        try await waitUntilReady()
    }

    private func waitUntilReady() async throws {
        let process = process.withLock { $0 }
        guard try await process.waitForOutput(" running") else {
            throw NotStarted(log: process.text)
        }
    }

    package struct Missing: Error, CustomStringConvertible {
        package var description: String { "mosquitto is not installed; `make test` installs it" }
    }

    package struct NotStarted: Error, CustomStringConvertible {
        package var log: String
        package var description: String { "mosquitto did not start: \(log)" }
    }
}
