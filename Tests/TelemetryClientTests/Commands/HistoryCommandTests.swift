// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

struct HistoryCommandTests {
    @Test func `says that nothing was sent`() throws {
        let installation = try Installation()
        let answer = try installation.look().history()
        #expect(answer.lines == ["There is no record of anything sent from here."])
        #expect(answer.text(asJSON: true) == "{\"reports\":[],\"damagedLines\":0}")
    }

    @Test func `shows every report with its exact bytes and what became of it`() throws {
        let installation = try Installation()
        let reports = try installation.report(2)
        let body = String(decoding: reports[0].body, as: UTF8.self)
        let answer = try installation.look().history()
        #expect(
            answer.lines.prefix(2) == [
                "2026-11-22T13:05:54Z  accepted  counter 1, receipt of 2026-11-22", "  \(body)",
            ])
        #expect(answer.lines.count == 4)
        let json = try answer.parsed
        let first = try #require(json["reports"]?.elements?.first)
        #expect(first["body"]?.text == body)
        #expect(first["state"]?.text == "accepted")
        #expect(first["counter"] == .number("1"))
        #expect(first["time"]?.text == "2026-11-22T13:05:54Z")
        #expect(first["key"]?.text == Base64URL.encode(reports[0].key))
        #expect(first["signature"]?.text == Base64URL.encode(reports[0].signature))
        #expect(first["receipt"]?["sha256"]?.text == Hex.encode(reports[0].digest))
        #expect(first["reason"] == .null)
        #expect(json["reports"]?.elements?.count == 2)
    }

    @Test func `leaves out damaged lines, counts them, and keeps their neighbours`() throws {
        let installation = try Installation()
        try installation.report(3)
        try installation.changeHistory { lines in
            lines[2] = String(lines[2].dropLast(20))
            lines.insert("\u{0}\u{FFFD}", at: 0)
        }
        let answer = try installation.look().history()
        #expect(answer.lines.last == "Damaged lines that were left out: 2")
        #expect(try answer.parsed["damagedLines"] == .number("2"))
        #expect(try answer.parsed["reports"]?.elements?.count == 2)
    }

    @Test func `tells what it can of reports without an answer or a receipt`() throws {
        let installation = try Installation()
        let report = try installation.report()[0]
        let answers: [(HistoryAnswer?, String)] = [
            (nil, "unanswered  counter 2"), (.accepted(nil), "accepted  counter 3, without a receipt"),
            (.refused("HTTP status 422: no"), "refused  counter 4, HTTP status 422: no"),
            (.unanswered("no answer in time"), "unanswered  counter 5, no answer in time"),
        ]
        for (index, (answer, _)) in answers.enumerated() {
            var next = report
            next.counter = UInt64(index + 2)
            try installation.directory.appendHistory(HistoryEntry.sent(next).line(at: Installation.time))
            guard let answer else { continue }
            let entry = HistoryEntry.answered(key: next.key, counter: next.counter, answer)
            try installation.directory.appendHistory(entry.line(at: Installation.time))
        }
        let lines = try installation.look().history().lines.filter { !$0.hasPrefix("  ") }
        #expect(lines.dropFirst().map { String($0.dropFirst(22)) } == answers.map(\.1))
    }

    @Test func `shows the reports of an earlier ID, too`() throws {
        let installation = try Installation()
        let first = try installation.report()[0]
        _ = try installation.look().resetID()
        let second = try installation.report()[0]
        #expect(first.key != second.key)
        #expect(try installation.look().history().parsed["reports"]?.elements?.count == 2)
        #expect(try installation.look().verify().isWell)
    }

    @Test func `says why it cannot read the history`() throws {
        let installation = try Installation()
        _ = installation.start()
        try installation.write("", to: "elsewhere")
        try symbolicLink("\(installation.folder)/history.jsonl", to: "\(installation.folder)/elsewhere")
        for command in [installation.look().history, installation.look().verify] {
            let failure = #expect(throws: CommandFailure.self) { try command() }
            #expect(failure?.description.hasPrefix("\(installation.folder)/history.jsonl") == true)
        }
    }
}
