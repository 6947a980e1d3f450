// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import TelemetryClient

/// The file of the history: lines that are cut, damaged, or too many.
struct HistoryFileTests {
    private let temporary: TemporaryDirectory
    private let directory: TelemetryDirectory

    init() throws {
        temporary = try TemporaryDirectory()
        directory = TelemetryDirectory(path: temporary.file("telemetry"))
        try directory.prepare()
    }

    private func write(_ text: String) throws { _ = try temporary.write(text, to: "telemetry/history.jsonl") }

    @Test func `keeps a line that a crash cut short from swallowing the next`() throws {
        try write("{\"first\":1}\n{\"seco")
        try directory.appendHistory("{\"third\":3}")
        #expect(try directory.historyLines() == ["{\"first\":1}", "{\"seco", "{\"third\":3}"])
        try directory.appendHistory("{\"fourth\":4}")
        #expect(try directory.historyLines().count == 4)
    }

    @Test func `writes for nobody whose identity is gone`() throws {
        try directory.appendHistory("{\"first\":1}")
        let others = String(repeating: "0c", count: 32)
        #expect(try directory.appendHistory("{\"second\":2}", of: others) == false)
        try directory.reset(history: true)
        // A report that was on its way when all was erased.
        #expect(try directory.appendHistory("{\"third\":3}", of: String(repeating: "0", count: 64)) == false)
        #expect(try directory.historyLines().isEmpty)
    }

    @Test(arguments: ["\r\n", "\n\n", "\n \n"])
    func `splits lines however they end`(_ end: String) throws {
        try write("{\"first\":1}\(end){\"second\":2}\(end)")
        let lines = try directory.historyLines().filter { $0.contains("{") }
        #expect(lines == ["{\"first\":1}", "{\"second\":2}"])
    }

    @Test func `takes reading rights from others`() throws {
        try directory.appendHistory("{}")
        let path = "\(directory.path)/history.jsonl"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        // Who only looks changes nothing.
        _ = try directory.historyLines()
        #expect(try filePermissions(of: path) == 0o644)
        try directory.appendHistory("{}")
        #expect(try filePermissions(of: path) == 0o600)
    }

    @Test func `drops its older half when it outgrows its bound, and nothing before`() throws {
        let line = String(repeating: "x", count: 990)
        let lines = (0..<TelemetryDirectory.largestHistory / 1000).map { "\(100_000_000 + $0)\(line)" }
        try write(lines.joined(separator: "\n") + "\n")
        try directory.appendHistory("at the bound")
        #expect(try directory.historyLines().count == lines.count + 1)
        try directory.appendHistory("beyond the bound")
        let left = try directory.historyLines().map(String.init)
        let expected = Array((lines + ["at the bound"]).suffix((lines.count + 1) / 2)) + ["beyond the bound"]
        // Compared by count and ends, or a failure would print megabytes.
        #expect(left.count == expected.count)
        #expect(left == expected, "\(left.first?.prefix(9) ?? "") to \(left.last ?? "")")
        #expect(try filePermissions(of: "\(directory.path)/history.jsonl") == 0o600)
    }

    @Test func `does not outgrow its bound by much, however much is added`() throws {
        let line = String(repeating: "y", count: 30_000)
        for _ in 0..<200 { try directory.appendHistory(line) }
        let size = try directory.historyLines().reduce(0) { $0 + $1.utf8.count + 1 }
        #expect(size < TelemetryDirectory.largestHistory + 2 * line.utf8.count)
        #expect(size > TelemetryDirectory.largestHistory / 3)
    }
}
