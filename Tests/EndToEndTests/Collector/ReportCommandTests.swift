// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// The makers' answers in the terminal, for a meeting, and as public pages.
@Suite(.serialized)
struct ReportCommandTests {
    @Test func `answers each question in sentences, as text and as Markdown`() async throws {
        let data = try await FilledData(installations: 120, days: 120)
        let text = try await data.run("report", "--notice", "Simulated: none of this is real.")
        #expect(text.status == 0, "\(text.text)")
        #expect(text.text.hasPrefix("Simulated: none of this is real.\n"))
        let headings = ["Overview", "Features", "Platforms", "Versions", "Runtime schedule", "Cohorts", "Data health"]
        for heading in headings { #expect(text.text.contains("\n\(heading)\n===="), "\(heading)") }
        #expect(text.text.contains(" installations reported in week "))
        #expect(text.text.contains("If support for "))

        let markdown = try await data.run(
            "report", "--format", "markdown", "--topic", "features/mqtt", "--topic", "versions")
        #expect(markdown.status == 0)
        #expect(markdown.text.hasPrefix("## MQTT"))
        #expect(markdown.text.contains("\n## Versions\n"))
        #expect(markdown.text.contains("| --- | ---: |"))
        #expect(!markdown.text.contains("## Platforms"))
    }

    @Test func `says on the first day what is missing`() async throws {
        let data = try await FilledData(installations: 1, days: 1)
        let answer = try await data.run("report")
        #expect(answer.status == 0)
        #expect(answer.text.contains("this is the 1 installation seen"), "\(answer.text)")
        #expect(answer.text.contains("Not enough data: 1 installation, 5 needed."))
    }

    @Test func `writes the public pages, and on the next time nothing of the last stays`() async throws {
        let data = try await FilledData(installations: 120, days: 120)
        let folder = data.directory.file("public/pages")
        let first = try await data.run("report", "--out", folder)
        #expect(first.status == 0, "\(first.text)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(Set(names).isSuperset(of: ["index.html", "erase.html", "style.css"]))
        #expect(names.contains { $0.hasSuffix(".csv") } && names.contains { $0.hasSuffix(".json") })
        #expect(first.text == "Wrote \(names.count) files to \(folder).\n")
        for page in ["index.html", "erase.html"] {
            let html = try String(contentsOfFile: "\(folder)/\(page)", encoding: .utf8)
            #expect(html.hasPrefix("<!DOCTYPE html>"))
            // The picture of the tab names its language.
            let addresses = html.replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "")
            #expect(!html.contains("<script") && !addresses.contains("http:") && !addresses.contains("https:"))
        }
        try Data("old".utf8).write(to: URL(fileURLWithPath: "\(folder)/older.csv"))
        #expect(try await data.run("report", "--out", folder).status == 0)
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder)) == Set(names))
        #expect(try FileManager.default.contentsOfDirectory(atPath: data.directory.file("public")) == ["pages"])
    }

    @Test func `touches no folder that holds anything else`() async throws {
        let data = try await FilledData(installations: 10)
        let folder = data.directory.file("site")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/index.html"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
        for (out, text) in [(folder, "found index.html in"), (file, "found the file \(file)")] {
            let answer = try await data.run("report", "--out", out)
            #expect(answer.status == 1)
            #expect(answer.text.contains(text), "\(answer.text)")
        }
        #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
    }

    @Test(arguments: [["report"], ["export", "--what", "states"], ["stats"]])
    func `output that is cut off is a failure that is told`(command: [String]) async throws {
        let data = try await FilledData(installations: 60)
        let line = "exec \"$0\" \"$@\" --data '\(data.path)' > /dev/full"
        let answer = try await FilledData.run("/bin/sh", ["-c", line, Programs.collector] + command)
        #expect(answer.status == 1)
        #expect(
            answer.text == "butler-telemetry: standard output cannot be written: No space left on device\n",
            "\(answer.text)")
    }

    @Test(
        arguments: [
            (["--format", "pdf"], "--format: expected text or markdown, found \"pdf\""),
            (["--topic", "colour"], "--topic: expected one of overview, features,"),
            (["--topic", "features/colour"], "--topic: expected features/ with one of heartbeat"),
            (["--weeks", "3"], "--weeks: expected"), (["--weeks", ""], "--weeks: expected a value, found \"\""),
            (["--silent", "1.5"], "--silent: expected"), (["--end", "soon"], "--end: expected"),
            (["--service", "other"], "--service: expected"), (["--version", "14\u{1B}[2J"], "--version: expected"),
            (["--out", "x", "--weeks", "8"], "--out: expected no further choice than --service, found --weeks"),
        ] as [([String], String)])
    func `says what it expected, with status 1`(options: [String], text: String) async throws {
        let data = try await FilledData(installations: 10, days: 30)
        let answer = try await FilledData.run(Programs.collector, ["report", "--data", data.path] + options)
        #expect(answer.status == 1)
        #expect(answer.text.contains(text), "\(answer.text)")
        #expect(!answer.text.contains("\u{1B}"))
    }
}
