// SPDX-License-Identifier: MIT

import Foundation
import Logging
import Testing

@testable import LogOutput

@Suite struct JSONLineTests {
    private let recorder = LineRecorder()

    private var logger: Logger { recorder.log(format: .json).logger("test") }

    @Test func `is one object with time, level, message and fields`() {
        logger.warning("no data", metadata: ["server": "one", "cause": "no answer"])
        #expect(
            recorder.lines == [
                #"{"time":"2026-11-22T08:09:10.011Z","level":"warn","message":"no data","#
                    + #""fields":{"cause":"no answer","server":"one"}}"# + "\n"
            ])
    }

    @Test func `has no fields if there are none, and says how often it came again`() {
        let line = LogLine(level: .info, message: "x", repeated: 7)
        recorder.log(format: .json).write(line)
        #expect(
            recorder.lines == [
                #"{"time":"2026-11-22T08:09:10.011Z","level":"info","message":"x","repeated":7}"# + "\n"
            ])
    }

    @Test func `keeps fields apart that are called like its own`() throws {
        logger.notice("x", metadata: ["time": "1", "level": "2", "message": "3", "fields": "4", "repeated": "5"])
        let object = try #require(try Self.object(recorder.lines[0]))
        #expect(Set(object.keys) == ["time", "level", "message", "fields"])
        #expect((object["fields"] as? [String: String])?.count == 5)
    }

    @Test(arguments: [
        ("quote \" and \\", #"quote \" and \\"#), ("a\nb\r\n", #"a\nb\r\n"#), ("\t", #"\t"#), ("\u{0}", #"\u0000"#),
        ("\u{1B}[2J", #"\u001b[2J"#), ("\u{8}\u{C}", #"\u0008\u000c"#), ("\u{7F}", #"\u007f"#),
        ("\u{9B}31m", #"\u009b31m"#), ("\u{85}", #"\u0085"#), ("\u{2028}\u{2029}", #"\u2028\u2029"#), ("/", "/"),
        ("Grüße 🌍", "Grüße 🌍"), ("\u{FFFD}\u{FFFF}", "\u{FFFD}\u{FFFF}"), ("e\u{301}", "e\u{301}"), ("", ""),
        ("</script>", "</script>"), ("{\"a\":1}", #"{\"a\":1}"#),
    ])
    func `escapes what has to be and what moves a cursor`(text: String, expected: String) throws {
        logger.notice("\(text)", metadata: ["\(text)": "\(text)"])
        let line = recorder.lines[0]
        #expect(
            line.hasSuffix("\"message\":\"\(expected)\",\"fields\":{\"\(expected)\":\"\(expected)\"}}\n"), "\(line)")
        let object = try #require(try Self.object(line))
        #expect(Array((object["message"] as? String ?? "?").unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test func `rules between paragraphs are no objects`() {
        for rule in ["", " ", "-", "----------"] { logger.notice("\(rule)") }
        #expect(recorder.lines.isEmpty)
        for text in ["- a -", "?", "–"] { logger.notice("\(text)") }
        logger.notice("", metadata: ["server": "one"])
        #expect(recorder.lines.count == 4)
    }

    @Test func `rules stay in lines for people`() {
        recorder.log().logger("test").notice("---")
        #expect(recorder.texts == ["info: ---"])
    }

    @Test func `is never coloured`() {
        recorder.log(format: .json, isColoured: true).logger("test").error("x")
        #expect(recorder.lines[0].contains(#""level":"error""#))
    }

    static func object(_ line: String) throws -> [String: Any]? {
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
}
