// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

/// What a terminal shows of answers that have no bars.
struct TextTableTests {
    private func lines(_ topic: Topic, installations: Int = 612, weeks: Int = 26) -> [String] {
        AnswerSheet(topic, LivingFleet(installations: installations, weeks: weeks).context()).text
            .split(separator: "\n").map(String.init)
    }

    @Test func `a schedule has its shares and forecasts, and says what there was no room for`() throws {
        let lines = lines(.schedule)
        let head = try #require(lines.firstIndex { $0.hasPrefix("      Operating system ") })
        #expect(lines[head].contains("  Share  ") && lines[head].contains("  On the end date"))
        #expect(lines[head + 4].hasPrefix("      linux · Ubuntu 24.04         4.9 % (3.5–6.9) "))
        #expect(lines[head + 4].hasSuffix("  2.3 % (1.0–5.1)"))
        #expect(lines[head + 5].hasSuffix(" more columns on the page."))
        #expect(lines.allSatisfy { $0.count <= 100 && $0.last != " " })
    }

    @Test func `changes have their bounds behind them, with the unit once`() {
        #expect(lines(.features).contains { $0.hasPrefix("      MQTT ") && $0.contains("13.3 points (10.6 to 16.6)") })
    }

    @Test func `a matrix of counts is shown`() {
        #expect(lines(.platforms).contains("      linux · Ubuntu 24.04         0    30"))
    }

    @Test func `of too few, of weeks, and of a single row there is no table`() {
        for topic in Topic.general {
            #expect(!lines(topic, installations: 3).contains { $0.hasPrefix("      ") }, "\(topic)")
        }
        #expect(!lines(.feature("mqtt")).contains { $0.hasPrefix("      Week ") || $0.hasPrefix("      Feature ") })
    }

    @Test func `who went back is listed, each of them`() {
        let week: SampleHistory.Cells = [
            .installations: ["": 300], .version: ["1.2.0": 100, "1.1.0": 100, "1.0.0": 100],
            .transition: ["version=1.2>1.1": 6, "version=1.1>1.0": 7, "version=1.1>1.2": 20],
        ]
        let text = AnswerSheet(
            .versions,
            AnswerContext(history: SampleHistory.weeks([week, week]), today: SampleHistory.latest.sunday)
        ).text
        #expect(text.contains("\n      1.2 to 1.1  100"))
        #expect(text.contains("\n      1.1 to 1.0  25.9"))
    }

    @Test func `a long table is cut and says so`() {
        var cells: [String: Int] = [:]
        for number in 10..<40 { cells["linux · OS \(number) · x64"] = number }
        let text = AnswerSheet(
            .platforms,
            AnswerContext(
                history: SampleHistory.week([.installations: ["": 735], .system: cells]),
                today: SampleHistory.latest.sunday)
        ).text
        #expect(text.contains(" more rows on the page."))
    }
}
