// SPDX-License-Identifier: MIT

import Foundation
import Logging
import MonitoringTestKit
import Testing

@testable import LogOutput

@Suite(.timeLimit(.minutes(1))) struct ConsoleStreamTests {
    private let pipe: ConsolePipe

    init() throws { pipe = try ConsolePipe() }

    private static func line(_ number: Int) -> String { "line \(number) " + String(repeating: "x", count: 100) }

    @Test func `a pipe that nobody reads does not hold the log up, and the file goes on`() throws {
        let directory = try TemporaryDirectory()
        let log = ProgramLog(
            level: .info, files: .init(directory: directory.path, retentionDays: 1), isColoured: false,
            now: { LineRecorder.start }, descriptor: pipe.writer)
        let logger = log.logger("test")
        let time = ContinuousClock().measure {
            for number in 0..<2000 { logger.notice("\(Self.line(number))") }
        }
        #expect(time < .seconds(10), "\(time)")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: directory.path).first)
        let file = try String(contentsOfFile: directory.file(name), encoding: .utf8).split(separator: "\n")
        #expect(file.map { $0.dropFirst(31) } == (0..<2000).map { Substring(Self.line($0)) })
        // Somebody reads again.
        let first = pipe.readAll().split(separator: "\n")
        #expect(first.count > 100 && first.count < 2000)
        #expect(first.map { $0.dropFirst(31) } == (0..<first.count).map { Substring(Self.line($0)) })
        logger.notice("again")
        logger.notice("and again")
        #expect(
            pipe.readAll().split(separator: "\n").map { $0.dropFirst(25) } == [
                "warn: CONSOLE: lines are missing, as nobody read them lost=\(2000 - first.count)", "info: again",
                "info: and again",
            ])
    }

    @Test func `at the end it says what was lost, if somebody reads`() {
        let log = ProgramLog(level: .info, isColoured: false, descriptor: pipe.writer)
        for number in 0..<1000 { log.logger("test").notice("\(Self.line(number))") }
        let first = pipe.readAll().split(separator: "\n")
        log.finish()
        #expect(pipe.readAll().hasSuffix(" lost=\(1000 - first.count)\n"))
    }

    @Test func `a line that was begun is ended before the next one`() {
        var stream = ConsoleStream(descriptor: pipe.writer, patience: .milliseconds(1))
        stream.write(Array(String(repeating: "y", count: 200_000).utf8)) { _ in [] }
        #expect(stream.lost == 1)
        let start = pipe.readAll()
        #expect(start.utf8.count >= ConsoleStream.largestPiece && start.utf8.count < 200_000)
        stream.write(Array("next\n".utf8)) { lost in Array("lost \(lost)\n".utf8) }
        #expect(stream.lost == 0)
        #expect(pipe.readAll() == "\nlost 1\nnext\n")
    }

    @Test func `waits for somebody who reads slowly`() {
        var stream = ConsoleStream(descriptor: pipe.writer, patience: .seconds(50))
        let (pipe, total) = (pipe, 2000)
        let reader = Thread {
            var count = 0
            while count < total { count += pipe.readAll().utf8.count { $0 == UInt8(ascii: "\n") } }
        }
        reader.start()
        for number in 0..<total { stream.write(Array("\(Self.line(number))\n".utf8)) { _ in [] } }
        #expect(stream.lost == 0)
    }

    @Test func `a pipe whose reader is gone is no end`() {
        pipe.closeReader()
        var stream = ConsoleStream(descriptor: pipe.writer)
        let time = ContinuousClock().measure {
            for _ in 0..<3 { stream.write(Array("x\n".utf8)) { Array("lost \($0)\n".utf8) } }
        }
        #expect(stream.lost == 3)
        #expect(time < .seconds(5))
    }

    @Test func `a reader who goes at the last moment ends nothing`() {
        pipe.closeReader()
        let (count, error) = Array("x".utf8).withUnsafeBytes { writeQuietly($0, to: pipe.writer) }
        #expect(count == -1 && error == EPIPE)
    }

    @Test func `what is closed takes nothing`() {
        var stream = ConsoleStream(descriptor: -1, patience: .milliseconds(1))
        stream.write([10]) { _ in [] }
        #expect(stream.lost == 1)
    }
}
