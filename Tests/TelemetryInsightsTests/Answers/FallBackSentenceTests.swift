// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

/// What is said about those that went back to an older version.
struct FallBackSentenceTests {
    private func answer(_ transitions: [String: Int]) throws -> Answer {
        let history = SampleHistory.weeks(
            (0..<2).map { [.installations: ["": 400], .transition: $0 == 1 ? transitions : [:]] })
        let sheet = AnswerSheet(.versions, AnswerContext(history: history, today: SampleHistory.latest.sunday))
        return try #require(sheet.answers.first { $0.id == "fall-backs" })
    }

    @Test func `the share is named as one of all changes from that version`() throws {
        let answer = try answer(["version=1.2>1.1": 3, "version=1.2>1.3": 9])
        #expect(
            answer.table.columns
                == ["Change", "Of all changes from it", "From", "To", "Changes", "n", "First", "Last"])
        let row = try #require(answer.table.rows.first)
        #expect(row.name == "1.2 to 1.1" && row.figures.count == answer.table.columns.count - 1)
        #expect(row.figures[0] == .share(0.25) && row.figures[3...4] == [.count(3), .count(12)])
        #expect(
            PlainText.line(answer.sentences[0]).hasPrefix(
                "3 installations went back from 1.2 to 1.1 in week 2026-W47: 25.0 % ("))
    }

    @Test func `a version that fewer than 5 left has no sentence of its own`() throws {
        let answer = try answer(["version=1.2>1.1": 3, "version=1.2>1.3": 1])
        #expect(
            answer.sentences == [
                "Hardly anybody went back to an older version: 3 changes in weeks 2026-W46 to 2026-W47."
            ])
        #expect(answer.table.rows.count == 1)
    }

    @Test func `the way from the program that this one replaces is no way back`() throws {
        let answer = try answer(["version=6.2>1.0": 90])
        #expect(answer.sentences == ["No installation went back to an older version in weeks 2026-W46 to 2026-W47."])
    }
}
