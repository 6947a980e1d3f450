// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// The operator's commands on a real PostgreSQL that two collectors share.
@Suite(.serialized)
struct PostgresOperationTests {
    @Test func `fills, serves twice, counts, exports, blocks and erases`() async throws {
        let database = try await PostgresServer.shared().makeDatabase()
        let directory = try TemporaryDirectory()
        let place = ["--data", directory.file("data"), "--database", database]
        let fleet = ["--installations", "40", "--days", "40", "--seed", "5"]
        let program = Programs.path("telemetry-fleet")
        let filled = try await FilledData.run(program, ["fill"] + place + fleet)
        #expect(filled.status == 0, "\(filled.text)")
        #expect(!filled.text.contains(PostgresServer.password))

        var collectors: [(url: String, process: ChildProcess)] = []
        for _ in 0..<2 {
            let port = try FreePort.find()
            let process = try ChildProcess(Programs.collector, ["serve", "--listen", "127.0.0.1:\(port)"] + place)
            let url = "http://127.0.0.1:\(port)"
            try #require(
                try await poll { try await Web.get(url + "/readyz")?.status == 200 }, "\(process.text)")
            collectors.append((url, process))
        }
        let list = try await FilledData.run(program, ["list"] + fleet)
        let heard = list.text.split(separator: "\n").compactMap(FilledData.Installation.init)
        let latest = try #require(heard.map(\.last).max())
        let ids = heard.filter { $0.last == latest }.map(\.id)
        try #require(ids.count > 10)

        let commands = [
            (["stats", "--verify"], "all as recounted"), (["erase", ids[0], "--yes"], "Erased 1 installation"),
            (["block", ids[1], "--yes"], "Erased 1 installation"), (["block", "--list"], "1 installation blocked"),
            (["export", "--what", "states"], "first_day"), (["prune"], "Forgot 0 periods"),
            (["migrate"], "has the newest schema"), (["stats", "--verify"], "all as recounted"),
        ]
        for (command, text) in commands {
            let answer = try await FilledData.run(Programs.collector, command + place)
            #expect(answer.status == 0 && answer.text.contains(text), "\(command): \(answer.text)")
            #expect(!answer.text.contains(PostgresServer.password))
        }
        let backup = try await FilledData.run(Programs.collector, ["backup", directory.file("copy")] + place)
        #expect(backup.status == 1 && backup.text.contains("pg_dump"), "\(backup.text)")
        #expect(!FileManager.default.fileExists(atPath: directory.file("copy")))

        for (url, process) in collectors {
            let sent = try await FilledData.run(program, ["send", "--url", url] + fleet)
            #expect(sent.text.contains("Not accepted: 1 × status 403"), "\(sent.text)")
            #expect(sent.text.contains("Not accepted: 1 × status 410"), "\(sent.text)")
            process.send(SIGTERM)
            #expect(try await process.waitForExit() == 0)
        }
    }

    /// The steps of docs/operating-the-collector.md.
    @Test func `a restored dump brings nothing back that was erased since`() async throws {
        let server = try await PostgresServer.shared()
        let database = try await server.makeDatabase()
        let name = String(database.split(separator: "/").last ?? "")
        let directory = try TemporaryDirectory()
        let place = ["--data", directory.file("data"), "--database", database]
        let fleet = ["--installations", "10", "--days", "20", "--seed", "5"]
        let program = Programs.path("telemetry-fleet")
        #expect(try await FilledData.run(program, ["fill"] + place + fleet).status == 0)
        let list = try await FilledData.run(program, ["list"] + fleet)
        let ids = list.text.split(separator: "\n").compactMap(FilledData.Installation.init).map(\.id)
        func run(_ program: String, _ arguments: [String]) async throws {
            let answer = try await server.run(program, arguments)
            #expect(answer.status == 0, "\(program): \(answer.text)")
        }
        func isAsErased() async throws -> Bool {
            let answer = try await FilledData.run(Programs.collector, ["stats", "--json"] + place)
            return answer.text.contains("\"installations\":8,") && answer.text.contains("\"tombstones\":2,")
        }
        func erase(_ id: String) async throws {
            let answer = try await FilledData.run(Programs.collector, ["erase", id, "--yes"] + place)
            #expect(answer.text.contains("Erased 1 installation"), "\(answer.text)")
        }

        try await erase(ids[0])
        try await run("pg_dump", ["--format", "custom", "--file", directory.file("dump"), name])
        try await erase(ids[1])
        #expect(try await isAsErased())

        let saved = directory.file("tombstones.txt")
        try await run("psql", ["--dbname", name, "--command", "\\copy tombstone (hash) TO '\(saved)'"])
        try await run("pg_restore", ["--clean", "--dbname", name, directory.file("dump")])
        let merge = directory.file("merge.sql")
        try """
        CREATE TEMPORARY TABLE saved (hash bytea);
        \\copy saved FROM '\(saved)'
        INSERT INTO tombstone (hash, number)
        SELECT hash, (SELECT coalesce(max(number), 0) FROM tombstone) + row_number() OVER ()
        FROM saved WHERE hash NOT IN (SELECT hash FROM tombstone);
        """.write(toFile: merge, atomically: true, encoding: .utf8)
        try await run("psql", ["--dbname", name, "--file", merge])
        #expect(try await isAsErased())
        let again = try await FilledData.run(Programs.collector, ["erase", ids[1], "--yes"] + place)
        #expect(again.text.contains("Nothing is stored"), "\(again.text)")
    }

    @Test func `does not work on a database without its pepper, and says so`() async throws {
        let database = try await PostgresServer.shared().makeDatabase()
        let directory = try TemporaryDirectory()
        let answer = try await FilledData.run(
            Programs.collector, ["stats", "--data", directory.file("mistyped"), "--database", database])
        #expect(answer.status == 1)
        #expect(answer.text.contains("holds no pepper"), "\(answer.text)")
        #expect(!answer.text.contains(PostgresServer.password))
        #expect(!FileManager.default.fileExists(atPath: directory.file("mistyped")))
    }
}
