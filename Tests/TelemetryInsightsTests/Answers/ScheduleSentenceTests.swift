// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

/// What is said about the end of support, whichever way the share is going.
struct ScheduleSentenceTests {
    private static let end = SampleHistory.latest.sunday.advanced(by: 91)

    /// Of 400 installations so many run the old runtime, week by week.
    private func sentences(_ counts: [Int], today: UTCDay? = nil, silent: Double = 0.3) -> [String] {
        let history = SampleHistory.weeks(
            counts.map { [.installations: ["": 400], .runtime: ["Node.js 18": $0, "Swift 6.3": 400 - $0]] })
        let context = AnswerContext(
            history: history, today: today ?? SampleHistory.latest.sunday, silentShare: silent, endOfSupport: Self.end)
        let answer = AnswerSheet(.schedule, context).answers.first { $0.id == "runtimes" }
        return (answer?.sentences ?? []).map { PlainText.line($0) }
    }

    @Test func `a share that rises is said to stay, with its pace`() {
        let found = sentences([71, 79, 80, 84, 90, 97, 97, 101, 108, 109, 116, 120])
        #expect(found[0].hasPrefix("If support for Node.js 18 ends on \(Self.end), 30.0 % ("))
        #expect(found[0].hasSuffix("n = 400, if its share stays: now it is rising 1.2 points a week."))
    }

    @Test func `a share that neither falls nor rises for sure is not said to do so`() {
        #expect(
            sentences(Array(repeating: 40, count: 26))[0].hasSuffix("if its share stays: now it is hardly changing."))
        #expect(sentences([46, 25, 60, 33, 58, 28, 55, 34, 40])[0].contains("changing too little to be sure"))
    }

    @Test(arguments: [(0.3, "30 %"), (0.5, "50 %")])
    func `the worst case comes right behind the first sentence`(silent: Double, text: String) {
        let found = sentences([120, 116, 109, 108, 101, 97, 97, 90, 84, 80, 79, 71], silent: silent)
        #expect(found[0].contains(", 9.1 % (5.3–15.1) of installations are stranded"))
        let upper = silent == 0.3 ? "40.6 %" : "57.5 %"
        let lower = silent == 0.3 ? "3.7 %" : "2.6 %"
        #expect(
            found[1]
                == "If \(text) of all installations say nothing, between \(lower) and \(upper) of all are stranded.")
    }

    @Test func `of a day that is past it says what would be`() {
        let found = sentences([120, 116, 109, 108, 101, 97, 97, 90], today: Self.end.advanced(by: 1))
        #expect(found[0].hasPrefix("If support for Node.js 18 had ended on \(Self.end), "))
        #expect(found[0].contains(" of installations would be stranded, "))
        #expect(found[1].hasSuffix(" of all would be stranded."))
    }

    @Test func `a trend whose forecasts were worse than none is not to be relied on`() {
        // The line runs on while the share stays.
        let found = sentences([200, 160, 130, 100, 80, 60, 50] + Array(repeating: 50, count: 11))
        #expect(found.last?.hasSuffix(" So do not rely on its trend.") == true, "\(found)")
        let steady = sentences([120, 116, 109, 108, 101, 97, 97, 90, 84, 80, 79, 71, 68, 63, 60, 55, 52, 49])
        #expect(steady.last?.hasSuffix("within the interval).") == true, "\(steady)")
    }

    @Test func `a forecast whose like were seldom within their interval says so`() throws {
        // Hardly a step for months, then it is replaced at once: no earlier week could know.
        let counts = (0..<12).map { 300 - $0 } + [250, 200, 150, 110, 80, 50, 30, 20, 15, 10, 8, 6, 4, 3]
        let found = sentences(counts)[0]
        #expect(
            found.wholeMatch(of: /.*, but only \d+ of \d+ such forecasts in the past were within their interval\./)
                != nil, "\(found)")
        let steady = sentences([120, 116, 109, 108, 101, 97, 97, 90, 84, 80, 79, 71, 68, 63, 60, 55, 52, 49])
        #expect(!steady[0].contains("but only"))
    }

    @Test func `an interval that leaves nearly everything open has no figure in the sentence`() {
        let found = sentences([200, 120, 240, 90, 260, 110, 230, 100, 200])
        #expect(
            found[0].hasPrefix(
                "If support for Node.js 18 ends on \(Self.end), it is too uncertain to tell how many installations are "
                    + "stranded: between "), "\(found)")
        #expect(!found[0].contains("of installations are stranded"))
        let narrow = sentences([120, 116, 109, 108, 101, 97, 97, 90, 84, 80, 79, 71])
        #expect(!narrow[0].contains("too uncertain"))
    }

    @Test func `the table says how many forecasts of the past were within their interval`() throws {
        let counts = [120, 116, 109, 108, 101, 97, 97, 90, 84, 80, 79, 71]
        let history = SampleHistory.weeks(
            counts.map { [.installations: ["": 400], .runtime: ["Node.js 18": $0, "Swift 6.3": 400 - $0]] })
        let context = AnswerContext(history: history, today: SampleHistory.latest.sunday, endOfSupport: Self.end)
        let table = try #require(AnswerSheet(.schedule, context).answers.first { $0.id == "runtimes" }?.table)
        let test = try #require(
            MigrationSchedule(history, subject: .runtime, value: "Node.js 18", end: Self.end).backTest)
        #expect(table.columns.suffix(2) == ["Past forecasts", "Within interval"])
        let row = try #require(table.rows.first { $0.name == "Node.js 18" })
        #expect(row.figures.suffix(2) == [.count(test.cases), .count(test.covered)])
        #expect(row.figures.count == table.columns.count - 1)
    }

    @Test func `a table that is cut does not claim to be whole`() {
        let weeks = (0..<8).map { _ -> SampleHistory.Cells in
            let runtimes = Dictionary(uniqueKeysWithValues: (0..<15).map { ("Node.js \($0 + 4)", 20 + $0) })
            return [.installations: ["": runtimes.values.reduce(0, +)], .runtime: runtimes]
        }
        let context = AnswerContext(history: SampleHistory.weeks(weeks), today: SampleHistory.latest.sunday)
        let answer = AnswerSheet(.schedule, context).answers.first { $0.id == "runtimes" }
        #expect(answer?.sentences.contains("The table has the 12 most frequent of 15.") == true)
        #expect(answer?.table.rows.count == 12)
    }
}
