// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// The operator's commands, as processes, on the data of a simulated fleet.
@Suite(.serialized)
struct OperatorCommandsTests {
    private func figures(_ data: FilledData, _ more: String...) async throws -> [String: Any] {
        let answer = try await FilledData.run(Programs.collector, ["stats", "--json", "--data", data.path] + more)
        #expect(answer.status == 0, "\(answer.text)")
        return try #require(JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    }

    @Test func `says how much there is, and that the figures are what the periods say`() async throws {
        let data = try await FilledData()
        let installations = try await data.installations()
        let figures = try await figures(data, "--verify")
        #expect(figures["installations"] as? Int == 60)
        #expect(figures["spans"] as? Int == installations.reduce(0) { $0 + $1.periods })
        #expect(figures["differences"] as? Int == 0)
        #expect((figures["verifiedWeeks"] as? Int ?? 0) >= 7)
        #expect((figures["bytesPerSpan"] as? Int ?? 0) > 0)
        let text = try await data.run("stats")
        #expect(text.status == 0)
        #expect(text.text.contains("installations") && text.text.contains("60"))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3"), "needs sqlite3"))
    func `names counts that are not what the periods say, with status 1`() async throws {
        let data = try await FilledData()
        let spoiled = try await FilledData.run(
            "/usr/bin/sqlite3",
            [
                data.path + "/telemetry.sqlite",
                """
                UPDATE rollup SET count = count + 1000 WHERE (week, dimension, value, minor_version) = (
                    SELECT week, dimension, value, minor_version FROM rollup
                    WHERE dimension = 'installations' ORDER BY week DESC LIMIT 1)
                """,
            ])
        try #require(spoiled.status == 0, "\(spoiled.text)")
        let verified = try await data.run("stats", "--verify")
        #expect(verified.status == 1)
        #expect(verified.text.contains("1 count of closed weeks is not what the periods say"), "\(verified.text)")
        #expect(verified.text.contains("stored 10"))
    }

    @Test func `works while the collector serves, and the collector goes on`() async throws {
        let data = try await FilledData()
        let (url, process) = try await data.serve()
        let copy = data.directory.file("copy.sqlite")
        for command in [
            ["stats", "--verify"], ["export", "--what", "states"],
            ["export", "--what", "aggregates", "--format", "jsonl"],
            ["backup", copy], ["prune"], ["migrate"], ["block", "--list"],
        ] {
            let answer = try await FilledData.run(Programs.collector, command + ["--data", data.path])
            #expect(answer.status == 0, "\(command): \(answer.text)")
        }
        let ready = try await FilledData.run(Programs.collector, ["healthcheck", "--url", url])
        #expect(ready.status == 0, "\(ready.text)")
        let sent = try await data.send(to: url)
        #expect(sent.status == 0, "\(sent.text)")
        process.send(SIGTERM)
        #expect(try await process.waitForExit() == 0)
        let gone = try await FilledData.run(Programs.collector, ["healthcheck", "--url", url])
        #expect(gone.status == 1)
        #expect(gone.text.contains(url))
    }

    @Test func `erases for good: also late reports, and a restored backup, bring nothing back`() async throws {
        let data = try await FilledData()
        let copy = data.directory.file("copy.sqlite")
        #expect(try await data.run("backup", copy).status == 0)
        let erased = try #require(try await data.installations().last { $0.last == Self.today })
        #expect(
            try await data.run("erase", erased.id, "--yes").text
                .contains("Erased 1 installation with \(erased.periods) period"))
        #expect(try await data.run("erase", erased.id.uppercased(), "--yes").text.contains("Nothing is stored"))
        #expect(try await figures(data, "--verify")["differences"] as? Int == 0)

        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: data.path + "/telemetry.sqlite" + suffix)
        }
        try FileManager.default.moveItem(atPath: copy, toPath: data.path + "/telemetry.sqlite")
        let restored = try await figures(data)
        #expect(restored["installations"] as? Int == 59)
        #expect(restored["tombstones"] as? Int == 1)

        let (url, process) = try await data.serve()
        let sent = try await data.send(to: url)
        #expect(sent.text.contains("Not accepted: 1 × status 410"), "\(sent.text)")
        #expect(sent.status == 1)
        process.send(SIGTERM)
        #expect(try await process.waitForExit() == 0)
        #expect(try await figures(data)["installations"] as? Int == 59)
    }

    @Test func `blocks until it lets in again, and counts its list`() async throws {
        let data = try await FilledData()
        let blocked = try #require(try await data.installations().last { $0.last == Self.today })
        #expect(try await data.run("block", blocked.id, "--yes").text.contains("Erased 1 installation"))
        #expect(try await data.run("block", "--list").text == "1 installation blocked.\n")
        let (url, process) = try await data.serve()
        #expect(try await data.send(to: url).text.contains("Not accepted: 1 × status 403"))
        #expect(try await data.run("block", "--remove", blocked.id).status == 0)
        #expect(try await data.send(to: url).status == 0)
        let again = try await data.run("block", "--remove", blocked.id)
        #expect(again.status == 1)
        #expect(again.text.contains("is not blocked"))
        process.send(SIGTERM)
        #expect(try await process.waitForExit() == 0)
        #expect(try await data.run("block", "--list").text == "0 installations blocked.\n")
    }

    @Test func `asks before it erases or blocks, and does nothing without an answer`() async throws {
        let data = try await FilledData(installations: 10)
        let id = try #require(try await data.installations().first?.id)
        for (command, refusal) in [("erase", "nothing was erased"), ("block", "nothing was blocked")] {
            let answer = try await data.run(command, id)
            #expect(answer.status == 1)
            #expect(answer.text.contains(refusal), "\(answer.text)")
        }
        #expect(try await figures(data)["installations"] as? Int == 10)
    }

    @Test(
        arguments: [
            (["erase", "12ab"], "64 hexadecimal digits"), (["block"], "expected one of these"),
            (["block", "--list", "--remove", "12ab"], "expected one of these"), (["export"], "--what"),
            (["export", "--what", "states", "--service", "coffee"], "--service: expected one of: butler-sos"),
            (["export", "--what", "states", "--format", "xml"], "csv"), (["backup"], "<file>"),
            (["stats", "--data", "/no/such/folder"], "/no/such/folder holds no collector's data"),
            (["migrate", "--data", "/no/such/folder"], "/no/such/folder holds no collector's data"),
        ] as [([String], String)])
    func `says what it expected, with status 1`(command: [String], text: String) async throws {
        let answer = try await FilledData.run(Programs.collector, command)
        #expect(answer.status == 1)
        #expect(answer.text.contains(text), "\(answer.text)")
    }

    private static var today: String {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withFullDate]
        return formatter.string(from: Date())
    }
}
