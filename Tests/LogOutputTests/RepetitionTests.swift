// SPDX-License-Identifier: MIT

import Logging
import Testing

@testable import LogOutput

@Suite struct RepetitionTests {
    private let recorder = LineRecorder()
    private let log: ProgramLog
    private let logger: Logger

    init() {
        log = recorder.log(countsRepetition: true)
        logger = log.logger("test")
    }

    @Test func `counts what comes again within a minute, and says so when it is over`() {
        for _ in 0..<4 {
            logger.error("down", metadata: ["server": "one"])
            recorder.advance(by: 19)
        }
        log.tellRepetitions()
        #expect(recorder.texts == ["error: down server=one", "error: down server=one repeated=3"])
        #expect(recorder.lines[1].hasPrefix("2026-11-22T08:10:26.011Z"))
        // The next one is a first one again.
        logger.error("down", metadata: ["server": "one"])
        #expect(recorder.texts.count == 3 && recorder.texts[2] == "error: down server=one")
    }

    @Test func `says nothing of what came once`() {
        logger.error("down")
        recorder.advance(by: 61)
        log.tellRepetitions()
        logger.error("down")
        #expect(recorder.texts == ["error: down", "error: down"])
    }

    @Test func `waits for the whole minute, and tells before the next line`() {
        logger.notice("a")
        logger.notice("a")
        recorder.advance(by: 59)
        log.tellRepetitions()
        logger.notice("a")
        #expect(recorder.texts == ["info: a"])
        recorder.advance(by: 1)
        logger.notice("b")
        #expect(recorder.texts == ["info: a", "info: a repeated=2", "info: b"])
    }

    @Test func `writes whatever differs in level, message or one character of a field`() {
        for _ in 0..<2 {
            logger.error("x", metadata: ["a": "0"])
            logger.error("x", metadata: ["a": "1"])
            logger.warning("x", metadata: ["a": "1"])
            logger.notice("x", metadata: ["a": "1"])
            logger.info("x", metadata: ["a": "1"])
            logger.error("x", metadata: ["a": "1 "])
            logger.error("x", metadata: ["b": "1"])
            logger.error("x", metadata: ["a": "1", "b": "1"])
            logger.error("x")
        }
        #expect(recorder.texts.count == 18 && Set(recorder.texts).count == 9)
    }

    @Test func `a change of state is written each time, so that the last line is how it is`() {
        for _ in 0..<3 {
            logger.warning("LOGDB: not reached")
            logger.warning("HEALTH: no data", metadata: ["server": "one"])
            logger.notice("LOGDB: reached again")
        }
        #expect(
            recorder.texts == [
                "warn: LOGDB: not reached", "warn: HEALTH: no data server=one", "info: LOGDB: reached again",
                "warn: LOGDB: not reached", "info: LOGDB: reached again", "warn: LOGDB: not reached",
                "info: LOGDB: reached again",
            ])
    }

    @Test func `what was held back is told before another line about the same`() {
        for _ in 0..<3 {
            logger.warning("LOGDB: not reached")
            logger.warning("HEALTH: no data")
        }
        logger.debug("LOGDB: a detail")
        logger.warning("LOGDB: not reached")
        log.announce(LogLine(level: .info, message: "HEALTH: said in any case"))
        #expect(
            recorder.texts == [
                "warn: LOGDB: not reached", "warn: HEALTH: no data", "warn: LOGDB: not reached repeated=2",
                "debug: LOGDB: a detail", "warn: LOGDB: not reached", "warn: HEALTH: no data repeated=2",
                "info: HEALTH: said in any case",
            ])
        recorder.advance(by: 60)
        log.tellRepetitions()
        #expect(recorder.texts.count == 7)
    }

    @Test func `a line that is too long to remember still is the last word`() {
        logger.error("down")
        logger.error("down")
        logger.error("down \(String(repeating: "x", count: RepetitionFilter.largestLine))")
        logger.error("down")
        #expect(recorder.texts.count == 4 && recorder.texts[1] == "error: down repeated=1")
        #expect(recorder.texts[3] == "error: down")
    }

    @Test func `tells in the order in which the lines came`() {
        for word in ["c", "a", "b"] { for _ in 0..<2 { logger.error("\(word)") } }
        recorder.advance(by: 60)
        log.tellRepetitions()
        #expect(recorder.texts.suffix(3) == ["error: c repeated=1", "error: a repeated=1", "error: b repeated=1"])
    }

    @Test func `writes every detail, and every rule between paragraphs`() {
        for _ in 0..<3 {
            logger.debug("x")
            logger.trace("x")
            logger.notice("----------")
            logger.notice("")
        }
        #expect(recorder.texts.count == 12)
    }

    @Test func `writes what does not fit the table, and what is too long for it`() {
        let long = String(repeating: "x", count: RepetitionFilter.largestLine + 1)
        for _ in 0..<2 { logger.error("\(long)") }
        #expect(recorder.texts.count == 2)
        for number in 0..<RepetitionFilter.capacity { logger.error("\(number)") }
        #expect(recorder.texts.count == 2 + RepetitionFilter.capacity)
        for _ in 0..<3 { logger.error("one more") }
        logger.error("0")
        #expect(recorder.texts.suffix(2) == ["error: one more", "error: one more"])
        #expect(recorder.texts.count == 5 + RepetitionFilter.capacity)
        // Later there is room again.
        recorder.advance(by: 60)
        for _ in 0..<3 { logger.error("one more") }
        log.tellRepetitions()
        #expect(recorder.texts.suffix(2) == ["error: 0 repeated=1", "error: one more"])
    }

    @Test func `tells what is left at the end, and then counts no more`() {
        for _ in 0..<3 { logger.error("down") }
        log.finish()
        for _ in 0..<2 { logger.error("down") }
        #expect(recorder.texts == ["error: down", "error: down repeated=2", "error: down", "error: down"])
    }

    @Test func `does not mind a wall clock that is set back`() {
        logger.error("down")
        logger.error("down")
        recorder.set(LogTime(seconds: 0))
        recorder.advance(by: 60)
        log.tellRepetitions()
        #expect(recorder.texts.last == "error: down repeated=1")
    }

    @Test func `counts nothing if nobody would tell`() {
        let logger = recorder.log().logger("test")
        for _ in 0..<3 { logger.error("down") }
        #expect(recorder.texts.count == 3)
    }

    @Test func `forgets what is over, however long it runs`() {
        var filter = RepetitionFilter()
        var told = 0
        for second in 0..<20_000 {
            let elapsed = Duration.seconds(second)
            told += filter.due(at: elapsed).count
            for _ in 0..<2 { _ = filter.lines(for: LogLine(level: .error, message: "\(second)"), at: elapsed) }
        }
        #expect(told == 20_000 - 60)
        #expect(filter.flush().count == 60)
    }
}
