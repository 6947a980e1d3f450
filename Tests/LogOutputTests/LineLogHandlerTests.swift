// SPDX-License-Identifier: MIT

import Logging
import Testing

@testable import LogOutput

@Suite struct LineLogHandlerTests {
    private static let time = "2026-11-22T08:09:10.011Z"
    private let recorder = LineRecorder()

    private func logger(level: LogLevel = .silly, isColoured: Bool = false) -> Logger {
        recorder.log(level: level, isColoured: isColoured).logger("test")
    }

    @Test func `writes time, level and message in one line`() {
        logger().notice("started")
        #expect(recorder.lines == ["\(Self.time) info: started\n"])
    }

    @Test func `writes metadata in alphabetical order, quoted where there are blanks`() {
        logger().error("down", metadata: ["server": "one", "cause": "no answer", "host": "a:1", "zero": ""])
        #expect(recorder.lines == ["\(Self.time) error: down cause=\"no answer\" host=a:1 server=one zero=\"\"\n"])
    }

    @Test func `does not let a quote end a quoted value`() {
        logger().notice("x", metadata: ["cause": "a\" level=\"b"])
        #expect(recorder.lines == ["\(Self.time) info: x cause=\"a\\\" level=\\\"b\"\n"])
    }

    @Test func `joins the metadata of logger, provider and message, the last one winning`() {
        var handler = LineLogHandler(recorder.log())
        handler.metadata = ["a": "logger", "b": "logger", "c": "logger"]
        handler.metadataProvider = .init { ["b": "provider", "c": "provider"] }
        let logger = Logger(label: "test") { [handler] _ in handler }
        logger.notice("x", metadata: ["c": "message"])
        #expect(recorder.lines == ["\(Self.time) info: x a=logger b=provider c=message\n"])
    }

    @Test func `keeps metadata by key`() {
        var logger = self.logger()
        logger[metadataKey: "site"] = "north"
        #expect(logger[metadataKey: "site"] == "north")
        logger.notice("x")
        #expect(recorder.lines == ["\(Self.time) info: x site=north\n"])
    }

    @Test func `colours only the level, and only if told`() {
        logger(isColoured: true).warning("hot", metadata: ["a": "b"])
        #expect(recorder.lines == ["\(Self.time) \u{1B}[33mwarn\u{1B}[39m: hot a=b\n"])
        logger(isColoured: false).warning("hot")
        #expect(recorder.lines.last?.contains("\u{1B}") == false)
    }

    @Test func `has a colour of its own for each level`() {
        let logger = self.logger(isColoured: true)
        for level in Logger.Level.allCases where level != .critical { logger.log(level: level, "x") }
        #expect(Set(recorder.lines.map { $0.dropFirst(Self.time.count) }).count == LogLevel.allCases.count)
    }

    @Test(arguments: [
        ("a\nb", "a\\nb"), ("a\r\nb", "a\\r\\nb"), ("a\tb", "a\\tb"), ("\u{1B}[2J", "\\u{1b}[2J"), ("\u{0}", "\\u{0}"),
        ("\u{7F}", "\\u{7f}"), ("\u{9B}31m", "\\u{9b}31m"), ("\u{85}", "\\u{85}"), ("Grüße 🌍", "Grüße 🌍"),
    ])
    func `escapes control characters`(text: String, expected: String) {
        logger().notice("\(text)", metadata: ["v": "\(text.filter { $0 != " " })"])
        #expect(recorder.lines == ["\(Self.time) info: \(expected) v=\(expected.filter { $0 != " " })\n"])
    }

    @Test func `does not let a message start a line of its own`() {
        logger().notice("x\n\(Self.time) error: forged", metadata: ["a": "y\n\(Self.time) error: forged"])
        #expect(recorder.lines.count == 1)
        #expect(recorder.lines[0].split(separator: "\n", omittingEmptySubsequences: false).count == 2)
    }

    @Test func `leaves out what is below its level`() {
        let logger = self.logger(level: .info)
        logger.info("a library's information")
        logger.debug("a detail")
        logger.notice("ours")
        logger.warning("important")
        #expect(recorder.lines.map { $0.dropFirst(Self.time.count + 1) } == ["info: ours\n", "warn: important\n"])
    }

    @Test func `writes what differs only in how a letter is spelled`() {
        #expect(LogLine(level: .info, message: "\u{E9}") != LogLine(level: .info, message: "e\u{301}"))
    }

    @Test func `has a level of its own only if one is set for it`() {
        let log = recorder.log(level: .warn)
        let early = log.logger("early")
        var own = early
        own.logLevel = .debug
        early.notice("no")
        own.notice("yes")
        log.level = .info
        early.notice("now")
        log.level = .error
        early.warning("not any more")
        own.debug("still")
        #expect(recorder.texts == ["info: yes", "info: now", "debug: still"])
        #expect(early.logLevel == .error && own.logLevel == .debug)
    }
}
