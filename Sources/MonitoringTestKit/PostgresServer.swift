// SPDX-License-Identifier: MIT

import Foundation
import Synchronization

/// A real PostgreSQL server, run by a test on a free port of the loopback with a folder of its own.
///
/// It waits for the disk at each commit, as one of an operator does, but its disk is memory. It ends with the value, or with
/// the test process however that ends.
package final class PostgresServer: Sendable {
    package static let user = "test"
    package static let password = "not-a-secret"

    package let port: Int
    /// The folder with the tables and the write-ahead log, for tests that look what is in it.
    package let dataFolder: String
    private let directory: TemporaryDirectory
    private let settings: [String: String]
    private let processes: Mutex<(server: ChildProcess, guardian: ChildProcess)>
    private let databases = Atomic(0)

    /// Where Debian installs it.
    private static let programs = "/usr/lib/postgresql/15/bin"

    /// The one server that the tests of a process share, each with a database of its own.
    package static func shared() async throws -> PostgresServer { try await sharing.value }

    private static let sharing = Task { try await PostgresServer() }

    /// Makes a folder, starts a server on it and waits until it answers.
    ///
    /// - Parameters:
    ///   - settings: settings of the server that differ from its own defaults.
    ///   - certificates: with them it takes encrypted connections.
    package init(settings: [String: String] = [:], certificates: ServerCertificates? = nil) async throws {
        guard FileManager.default.isExecutableFile(atPath: "\(Self.programs)/postgres") else { throw Missing() }
        let directory = try TemporaryDirectory(inMemory: true)
        self.directory = directory
        self.settings =
            certificates == nil
            ? settings
            : settings.merging(["ssl": "on", "ssl_cert_file": "server.pem", "ssl_key_file": "server.key"]) { $1 }
        dataFolder = directory.file("data")
        port = try FreePort.find()
        let password = try directory.write(Self.password, to: "password")
        try FileManager.default.createDirectory(atPath: dataFolder, withIntermediateDirectories: false)
        // PostgreSQL refuses to be root.
        let (owner, group) = Self.owner
        guard chown(dataFolder, owner, group) == 0 else { throw POSIXError(.EPERM) }
        let setup = try ChildProcess(
            Self.words[0],
            Self.words[1...] + [
                "\(Self.programs)/initdb", "--pgdata", dataFolder, "--username", Self.user, "--pwfile", password,
                "--auth", "scram-sha-256", "--no-locale", "--encoding", "UTF8", "--no-sync",
            ])
        guard try await setup.waitForExit() == 0 else { throw NotStarted(log: setup.text) }
        for file in [certificates?.certificateFile, certificates?.keyFile].compactMap(\.self) {
            // It refuses a key that others could read.
            let copy = "\(dataFolder)/\(URL(fileURLWithPath: file).lastPathComponent)"
            try FileManager.default.copyItem(atPath: file, toPath: copy)
            guard chown(copy, owner, group) == 0, chmod(copy, 0o600) == 0 else { throw POSIXError(.EPERM) }
        }
        processes = Mutex(try Self.start(dataFolder, port: port, settings: self.settings, directory: directory))
        try await waitUntilReady()
    }

    /// At once, but so that it leaves nothing in shared memory, and nothing writes to the folder that goes now. There is no
    /// other way to wait here: a `deinit` cannot be suspended.
    deinit {
        let server = processes.withLock { $0.server }
        server.send(SIGQUIT)
        for _ in 0..<200 where server.exitStatus == nil { usleep(10_000) }
    }

    /// The URL of a database, made anew and empty.
    package func makeDatabase() async throws -> String {
        let name = "test\(databases.add(1, ordering: .relaxed).newValue)"
        guard try await run("createdb", [name]).status == 0 else { throw NotStarted(log: log) }
        return url(database: name)
    }

    /// - Parameters:
    ///   - database: also one that does not exist.
    ///   - password: also a wrong one.
    package func url(database: String = "postgres", password: String = PostgresServer.password) -> String {
        "postgres://\(Self.user):\(password)@127.0.0.1:\(port)/\(database)"
    }

    /// What the server printed since it was started last.
    package var log: String { processes.withLock { $0.server.text } }

    /// Ends the server at once, as a crash of its host would.
    package func kill() { processes.withLock { $0.server.send(SIGKILL) } }

    /// Ends the server in order, but without waiting for those who are connected.
    package func stop() async throws {
        let server = processes.withLock { $0.server }
        server.send(SIGINT)
        _ = try await server.waitForExit()
    }

    /// Starts the server again where it was, after `kill` or `stop`, and waits until it answers.
    package func restart() async throws {
        let previous = processes.withLock { $0.server }
        guard try await previous.waitForExit() != nil else { throw NotStarted(log: previous.text) }
        // The previous one's helpers end a little later than itself, and until then no other server gets in.
        guard
            try await poll({
                let started = try Self.start(dataFolder, port: port, settings: settings, directory: directory)
                processes.withLock { $0 = started }
                return try await isReady()
            })
        else { throw NotStarted(log: log) }
    }

    /// Runs one of PostgreSQL's client programs against the server.
    package func run(_ program: String, _ arguments: [String]) async throws -> (status: Int32?, text: String) {
        let process = try ChildProcess(
            "\(Self.programs)/\(program)",
            ["--host", "127.0.0.1", "--port", String(port), "--username", Self.user] + arguments,
            environment: ["PGPASSWORD": Self.password])
        let status = try await process.waitForExit()
        return (status, process.text)
    }

    package struct Missing: Error, CustomStringConvertible {
        package var description: String { "PostgreSQL 15 is not installed; `make test` installs it" }
    }

    package struct NotStarted: Error, CustomStringConvertible {
        package var log: String
        package var description: String { "PostgreSQL did not start: \(log)" }
    }
}

extension PostgresServer {
    /// Who owns the folder and runs the server: `nobody` instead of root.
    private static var owner: (uid_t, gid_t) { getuid() == 0 ? (65534, 65534) : (getuid(), getgid()) }

    /// The command that runs another one as the owner, by becoming it.
    private static var words: [String] {
        let (user, group) = owner
        guard getuid() == 0 else { return ["/usr/bin/env"] }
        return ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups"]
    }

    private static func start(
        _ dataFolder: String, port: Int, settings: [String: String], directory: TemporaryDirectory
    ) throws -> (server: ChildProcess, guardian: ChildProcess) {
        let own = [
            "listen_addresses": "127.0.0.1", "port": String(port), "unix_socket_directories": "",
            "dynamic_shared_memory_type": "mmap", "max_connections": "300",
        ]
        let options = own.merging(settings) { $1 }.sorted { $0.key < $1.key }.flatMap {
            ["-c", "\($0.key)=\($0.value)"]
        }
        let server = try ChildProcess(
            words[0], words[1...] + ["\(programs)/postgres", "-D", dataFolder] + options)
        // Nothing of this process runs when it crashes, nor for globals when it ends. Output would end the guardian, too: it
        // goes to this process.
        let guardian = try ChildProcess(
            "/bin/sh",
            [
                "-c",
                """
                exec >/dev/null 2>&1
                while kill -0 "$1" && kill -0 "$2"; do sleep 1; done
                if kill -0 "$1"; then exit; fi
                kill -QUIT "$2"
                for _ in 1 2 3 4 5; do kill -0 "$2" && sleep 1; done
                kill -KILL "$2"
                rm -rf -- "$3"
                """,
                "guardian", String(getpid()), String(server.processID), directory.path,
            ])
        return (server, guardian)
    }

    private func waitUntilReady() async throws {
        guard try await poll({ try await isReady() }) else { throw NotStarted(log: log) }
    }

    /// True if the server lets somebody in.
    private func isReady() async throws -> Bool {
        let process = processes.withLock { $0.server }
        let text = "ready to accept connections"
        return try await process.waitForOutput(text)
    }
}
