// SPDX-License-Identifier: MIT

import Foundation
import Logging
import MonitoringTestKit
import Testing

@testable import LogOutput

@Suite struct DailyLogFileTests {
    private let recorder = LineRecorder()
    private let directory: TemporaryDirectory
    private let folder: String

    init() throws {
        directory = try TemporaryDirectory()
        folder = directory.file("a/b")
    }

    private func log(
        retentionDays: Int = 30, format: LogFormat = .text, isColoured: Bool = false,
        offset: @escaping @Sendable (Int) -> Int = { _ in 0 }
    ) -> ProgramLog {
        recorder.log(
            format: format, files: .init(directory: folder, retentionDays: retentionDays, offset: offset),
            isColoured: isColoured)
    }

    private func lines(_ name: String) throws -> [String] {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? [] }

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func `has the lines of the console without colour, and is not for everybody`() throws {
        log(isColoured: true).logger("test").warning("hot", metadata: ["a": "b"])
        #expect(recorder.lines.first?.contains("\u{1B}[33m") == true)
        #expect(try lines("butler-sos.2026-11-22.log") == ["2026-11-22T08:09:10.011Z warn: hot a=b"])
        for (path, most) in [("a", 0o750), ("a/b", 0o750), ("a/b/butler-sos.2026-11-22.log", 0o640)] {
            #expect(try mode(directory.file(path)) & ~most == 0, "\(path)")
        }
    }

    @Test func `goes on with a file that is there, on a line of its own`() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "old\ncut sho".write(
            toFile: "\(folder)/butler-sos.2026-11-22.log", atomically: false, encoding: .utf8)
        log(format: .json).logger("test").notice("new")
        let lines = try lines("butler-sos.2026-11-22.log")
        #expect(lines.count == 3 && lines.prefix(2) == ["old", "cut sho"])
        #expect(lines.last == #"{"time":"2026-11-22T08:09:10.011Z","level":"info","message":"new"}"#)
    }

    @Test func `begins a new file at local midnight, also when the summer begins or ends in between`() throws {
        // Central Europe leaves summer time on 25 October 2026, 01:00 UTC: that day has 25 hours.
        let end = 1_792_890_000
        let logger = log(offset: { $0 < end ? 7200 : 3600 }).logger("test")
        for (seconds, text) in [
            (end - 3 * 3600 - 1, "a"), (end - 3 * 3600, "b"), (end + 21 * 3600 + 3599, "c"), (end + 22 * 3600, "d"),
        ] {
            recorder.set(LogTime(seconds: seconds))
            logger.notice("\(text)")
        }
        #expect(
            names == ["butler-sos.2026-10-24.log", "butler-sos.2026-10-25.log", "butler-sos.2026-10-26.log"])
        #expect(try names.map { try lines($0).map { String($0.suffix(1)) } } == [["a"], ["b", "c"], ["d"]])
    }

    @Test func `goes back to yesterday's file if the clock does`() throws {
        let logger = log().logger("test")
        logger.notice("a")
        recorder.set(LogTime(seconds: LineRecorder.start.seconds + 86_400))
        logger.notice("b")
        recorder.set(LineRecorder.start)
        logger.notice("c")
        #expect(try lines("butler-sos.2026-11-22.log").count == 2)
    }

    @Test func `keeps files for as many days as it is told, and touches nothing else`() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let others = [
            ".0123abcd-audit.json", "butler-sos.2020-01-01.log.gz", "butler-sos.2020-02-30.log", "notes.txt",
            "xbutler-sos.2020-01-01.log",
        ]
        let old = ["butler-sos.2020-01-01.log", "butler-sos.2026-11-18.log"]
        let kept = ["butler-sos.2026-11-19.log", "butler-sos.2026-11-20.log"]
        for name in others + old + kept {
            #expect(FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil))
        }
        // What only looks like a log file is none.
        try FileManager.default.createDirectory(
            atPath: "\(folder)/butler-sos.2020-03-03.log", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/butler-sos.2020-04-04.log", withDestinationPath: "notes.txt")
        let strange = ["butler-sos.2020-03-03.log", "butler-sos.2020-04-04.log"]
        let logger = log(retentionDays: 3).logger("test")
        logger.notice("a")
        #expect(names == (others + kept + strange + ["butler-sos.2026-11-22.log"]).sorted())
        recorder.advance(by: 86_400)
        logger.notice("b")
        #expect(
            names
                == (others + [kept[1]] + strange + ["butler-sos.2026-11-22.log", "butler-sos.2026-11-23.log"]).sorted())
    }

    @Test func `follows no link and writes into nothing but files`() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let target = try directory.write("", to: "target")
        let path = "\(folder)/butler-sos.2026-11-22.log"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        let logger = log().logger("test")
        logger.notice("a")
        #expect(try String(contentsOfFile: target, encoding: .utf8).isEmpty)
        #expect(
            recorder.texts == [
                "info: a",
                "error: LOG FILE: lines cannot be written; they are on the console only cause=\"it is a link\" "
                    + "file=\(path)",
            ])
        // A pipe that nobody reads must not hold it either.
        try FileManager.default.removeItem(atPath: path)
        #expect(mkfifo(path, 0o600) == 0)
        recorder.advance(by: 2)
        logger.notice("b")
        #expect(recorder.texts.count == 3)
        try FileManager.default.removeItem(atPath: path)
        recorder.advance(by: 2)
        logger.notice("c")
        #expect(recorder.texts.last == "info: LOG FILE: lines are written again file=\(path) lost=2")
    }

    @Test func `is made again when its folder is deleted, and nothing is lost`() throws {
        let logger = log().logger("test")
        logger.notice("a")
        try FileManager.default.removeItem(atPath: directory.file("a"))
        logger.notice("b")
        #expect(try lines("butler-sos.2026-11-22.log").map { String($0.suffix(1)) } == ["b"])
        #expect(recorder.texts == ["info: a", "info: b"])
    }

    @Test func `goes on in a new file when the old one is moved`() throws {
        let logger = log().logger("test")
        logger.notice("a")
        try FileManager.default.moveItem(
            atPath: "\(folder)/butler-sos.2026-11-22.log", toPath: "\(folder)/rotated.log")
        logger.notice("b")
        #expect(try lines("rotated.log").count == 1)
        #expect(try lines("butler-sos.2026-11-22.log").count == 1)
    }

    @Test func `tries once a second, and at once when it is told to`() throws {
        let blocked = try directory.write("", to: "a")
        let log = log()
        let logger = log.logger("test")
        logger.notice("1")
        #expect(recorder.texts.count == 2 && recorder.texts.last?.contains("cause=\"Not a directory\"") == true)
        try FileManager.default.removeItem(atPath: blocked)
        logger.notice("2")
        #expect(names == [])
        log.reopen()
        logger.notice("3")
        #expect(recorder.texts.count == 5)
        #expect(recorder.texts.last?.hasSuffix("lost=2") == true)
        let lines = try lines("butler-sos.2026-11-22.log")
        #expect(lines.count == 2 && lines[0].hasSuffix("info: 3") && lines[1].hasSuffix("lost=2"))
    }

    @Test func `has what is told on the console in another way`() throws {
        let log = log()
        log.record(LogLine(level: .error, message: "the program ends"))
        #expect(try lines("butler-sos.2026-11-22.log") == ["2026-11-22T08:09:10.011Z error: the program ends"])
        #expect(recorder.lines.isEmpty && log.folder == folder && recorder.log().folder == nil)
    }

    @Test func `says at the end what is missing`() throws {
        _ = try directory.write("", to: "a")
        let log = log()
        for _ in 0..<3 { log.logger("test").debug("x") }
        log.finish()
        #expect(recorder.texts.last == "error: LOG FILE: lines are missing folder=\(folder) lost=3")
    }

    @Test func `never mixes the lines of many tasks`() async throws {
        let log = log(format: .json)
        await withTaskGroup { group in
            for task in 0..<16 {
                group.addTask {
                    let logger = log.logger("test")
                    for number in 0..<250 {
                        logger.notice("\(task)-\(number)", metadata: ["x": "\(String(repeating: "ü", count: number))"])
                    }
                }
            }
        }
        let lines = try lines("butler-sos.2026-11-22.log")
        #expect(lines.count == 4000 && lines.map { $0 + "\n" } == recorder.lines)
        let messages = try lines.map { try JSONLineTests.object($0)?["message"] as? String }
        #expect(Set(messages).count == 4000)
    }
}
