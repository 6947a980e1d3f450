// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import SenseSources

@Suite struct LogDatabaseMarkTests {
    private var mark = LogDatabaseMark(settled: 100, startID: 120, startTime: 5)

    @Test mutating func `knows what was published`() {
        mark.publish([101, 103, 110])
        mark.publish([102, 109])
        #expect(mark.published == [101, 102, 103, 109, 110])
        #expect(mark.unpublished(among: [99, 100, 101, 104, 109, 111, 112]) == [104, 111, 112])
    }

    @Test mutating func `forgets single rows when it gives up waiting for those between them`() {
        mark.publish([101, 103, 110])
        mark.settle(103)
        #expect(mark.published == [110])
        #expect(mark.unpublished(among: [102, 104, 110]) == [104])
        mark.settle(50)
        #expect(mark.settled == 103)
        mark.settle(200)
        #expect(mark.published.isEmpty)
    }

    @Test mutating func `remembers a bounded number of rows`() {
        let count = Int64(LogDatabaseMark.maximumPublished)
        mark.publish(Array(101...100 + count))
        #expect(mark.settled == 100)
        mark.publish([101 + count, 102 + count])
        #expect(mark.settled == 102)
        #expect(mark.published.count == Int(count))
    }

    private func stored(_ mark: LogDatabaseMark) throws -> LogDatabaseMarkFile.Finding {
        let folder = try TemporaryDirectory()
        let file = LogDatabaseMarkFile(in: folder.path)
        try file.write(mark, for: "db")
        return file.read(for: "db")
    }

    @Test mutating func `comes back from its file as it was`() throws {
        #expect(try stored(mark) == .mark(mark))
        mark.witness = .init(id: .max, time: -1)
        mark.publish([101, 102, 103, 105, 107, 108, .max - 1, .max])
        #expect(try stored(mark) == .mark(mark))
        mark.witness?.time = nil
        #expect(try stored(mark) == .mark(mark))
        let extreme = LogDatabaseMark(settled: .min, startID: .max, startTime: .min)
        #expect(try stored(extreme) == .mark(extreme))
    }

    @Test func `belongs to one database`() throws {
        let folder = try TemporaryDirectory()
        let file = LogDatabaseMarkFile(in: folder.path)
        #expect(file.read(for: "db") == .nothing)
        try file.write(mark, for: "db")
        #expect(file.read(for: "other") == .foreign)
        let permissions = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["logdb.json"])
    }

    @Test(arguments: [
        ("\"version\" : 1", "\"version\" : 2"), ("101..103", "103..101"), ("101..103", "101..999999999"),
        ("101..103", "99..103"), ("101..103", "101..103,103"), ("101..103", "x"), ("101..103", "1..2..3"),
        ("101..103", "-9223372036854775807..9223372036854775807"), ("\"settled\"", "\"sttled\""), ("{", ""),
    ])
    func `a file that is not right is no mark`(old: String, new: String) throws {
        let folder = try TemporaryDirectory()
        let file = LogDatabaseMarkFile(in: folder.path)
        var mark = mark
        mark.publish([101, 102, 103])
        try file.write(mark, for: "db")
        let text = try String(contentsOfFile: file.path, encoding: .utf8)
        #expect(text.contains(old))
        _ = try folder.write(text.replacing(old, with: new), to: "logdb.json")
        guard case .damaged = file.read(for: "db") else {
            Issue.record("\(file.read(for: "db"))")
            return
        }
    }

    @Test(.enabled("\(TinyDisk.whyNot)", { await TinyDisk.isPossible() }))
    func `a write that fails leaves the old mark`() async throws {
        let folder = try TemporaryDirectory()
        let file = LogDatabaseMarkFile(in: folder.file("missing"))
        #expect(throws: LogDatabaseMarkFile.WriteFailure.self) { try file.write(mark, for: "db") }
        let disk = try await TinyDisk()
        let small = LogDatabaseMarkFile(in: disk.path)
        try small.write(mark, for: "db")
        try disk.fill()
        var long = mark
        long.publish((0..<100_000).map { 200 + 2 * $0 })
        #expect(throws: LogDatabaseMarkFile.WriteFailure.self) { try small.write(long, for: "db") }
        #expect(small.read(for: "db") == .mark(mark))
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).contains("logdb.json.new") == false)
    }
}
