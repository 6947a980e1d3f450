// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// What leaves a collector as a file.
@Suite(.serialized)
struct ExportCommandTests {
    @Test func `writes the periods of all installations that were seen on two days, and nothing that tells whose`()
        async throws
    {
        let data = try await FilledData()
        let file = data.directory.file("states.csv")
        let answer = try await data.run("export", "--what", "states", "--out", file)
        #expect(answer.status == 0, "\(answer.text)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let lines = text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
        #expect(lines[0].hasPrefix("installation,first_day,last_day,service,"))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)

        let statistics = try await data.run("stats", "--json")
        let figures = try #require(
            JSONSerialization.jsonObject(with: Data(statistics.text.utf8)) as? [String: Any])
        let quarantined = try #require(figures["quarantined"] as? Int)
        let numbers = Set(lines.dropFirst().map { $0.prefix { $0 != "," } })
        #expect(numbers.count == 60 - quarantined)
        for installation in try await data.installations() { #expect(!text.contains(installation.id)) }
        // Nothing that is as long as a hash or a key.
        #expect(text.firstMatch(of: /[0-9a-fA-F]{32}|[A-Za-z0-9_\/+-]{40}/) == nil)
    }

    @Test func `writes every line as JSON, to standard output, too`() async throws {
        let data = try await FilledData()
        for what in ["states", "aggregates"] {
            let answer = try await data.run("export", "--what", what, "--format", "jsonl")
            #expect(answer.status == 0)
            let lines = answer.text.split(separator: "\n")
            #expect(lines.count > 50)
            for line in lines {
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                #expect(object?["service"] as? String == "butler-sos")
                #expect(object?["dimension"] as? String != "quarantined")
            }
        }
    }

    @Test func `writes a file whole or not at all, and never over another`() async throws {
        let data = try await FilledData(installations: 10)
        let folder = data.directory.file("out")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/states.csv"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
        for command in [["export", "--what", "states", "--out", file], ["backup", file]] {
            let answer = try await FilledData.run(Programs.collector, command + ["--data", data.path])
            #expect(answer.status == 1)
            #expect(answer.text.contains("\(file) exists already"), "\(answer.text)")
        }
        #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
        let missing = try await data.run("export", "--what", "states", "--out", folder + "/none/states.csv")
        #expect(missing.status == 1)
        #expect(missing.text.contains("cannot be written"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["states.csv"])
    }
}
