// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

/// What is said where there is too little data, so that no all-clear is given without any.
struct ShortageTests {
    private func sentences(_ topic: Topic, _ id: String, _ history: FleetHistory) -> [String] {
        let sheet = AnswerSheet(topic, AnswerContext(history: history, today: SampleHistory.latest.sunday))
        return (sheet.answers.first { $0.id == id }?.sentences ?? []).map { PlainText.line($0) }
    }

    /// The same week again and again: all are kept, and nobody has the log database on.
    private func week(_ installations: Int, telling: Int? = nil) -> SampleHistory.Cells {
        let count = telling ?? installations
        return [
            .installations: ["": installations], .activity: ["kept": installations],
            .feature: ["logdb=off": count, "mqtt=on": count / 2, "mqtt=off": count - count / 2],
        ]
    }

    private func weeks(_ counts: [Int], minorVersion: String? = nil) -> FleetHistory {
        SampleHistory.weeks(counts.map { week($0) }, minorVersion: minorVersion)
    }

    @Test func `that no feature may be dropped is said only where it could have been told`() {
        #expect(
            sentences(.features, "deprecation", weeks(Array(repeating: 63, count: 26))) == [
                "Not enough data: 63 installations, 73 needed; with fewer, the upper end of the 95 % interval cannot be "
                    + "below 5.0 %."
            ])
        #expect(
            sentences(.features, "deprecation", weeks(Array(repeating: 40, count: 9) + [90, 90, 90]))
                == ["Not enough data: 3 weeks in a row with 73 installations that tell, 8 needed."])
        #expect(
            sentences(.features, "deprecation", weeks(Array(repeating: 73, count: 8))).first?
                .hasPrefix("Log database may be dropped: ") == true)
    }

    @Test func `features that too few tell about are named`() {
        var cells = week(200)
        cells[.feature] = ["mqtt=on": 100, "mqtt=off": 100, "logdb=off": 20]
        let found = sentences(.features, "deprecation", SampleHistory.weeks(Array(repeating: cells, count: 8)))
        #expect(found.first?.hasPrefix("No feature may be dropped: ") == true)
        #expect(found.last?.hasPrefix("For Heartbeat, ") == true && found.last?.contains("Log database") == true)
        #expect(found.last?.hasSuffix("in each of these weeks 73 installations have to say whether it is on.") == true)
    }

    @Test func `the overview gives the all-clear only for what there is enough data about`() {
        let two = sentences(.overview, "attention", weeks(Array(repeating: 63, count: 26)))
        #expect(two.first == "Nothing stands out: no alarm, no feature that clearly grows.")
        #expect(two.last?.hasPrefix("Not enough data for what may be dropped: 63 installations, 73 needed;") == true)
        let none = sentences(.overview, "attention", weeks([63]))
        #expect(!none.contains { $0.hasPrefix("Nothing stands out") } || none.count > 1)
        #expect(none.contains { $0.hasPrefix("Not enough data for alarms: 0 weeks to compare") })
        var cells = week(300)
        cells[.feature] = ["mqtt=on": 150, "mqtt=off": 150]
        #expect(
            sentences(.overview, "attention", SampleHistory.weeks(Array(repeating: cells, count: 9)))
                == ["Nothing stands out: no alarm, no feature that hardly anybody uses, none that clearly grows."])
        let version = sentences(
            .overview, "attention", SampleHistory.weeks(Array(repeating: cells, count: 9), minorVersion: "14.2"))
        #expect(
            version.first == "Nothing stands out: no feature that hardly anybody uses, none that clearly grows.")
        #expect(version.last?.hasPrefix("Not told for one version: of 14.2 alone, ") == true)
    }

    @Test func `silence comes before the lack of data that it is`() {
        let found = sentences(.overview, "attention", weeks(Array(repeating: 100, count: 8) + [0]))
        #expect(found.first?.hasPrefix("Silence in week 2026-W47: 0 installations seen, 100 expected.") == true)
        #expect(found.last == "Not enough data: 0 installations, 5 needed.")
    }

    @Test func `no alarm is not said to be told of so few`() {
        #expect(
            sentences(.health, "alarms", weeks(Array(repeating: 1, count: 3)))
                == ["Not enough data for alarms: 2 weeks to compare week 2026-W47 with, 4 needed."])
        #expect(
            sentences(.health, "alarms", weeks(Array(repeating: 1, count: 9))).last
                == "Silence could not be told from chance: 1 installation a week is usual, 7 needed.")
    }

    @Test func `the lead says in how many weeks none was seen, but for those before the first`() {
        func lead(_ counts: [Int]) -> String {
            AnswerSheet(
                .overview, AnswerContext(history: weeks(counts), today: SampleHistory.latest.sunday)
            ).lead
        }
        #expect(
            lead([0, 0, 9, 0, 9, 0, 0, 9]).contains(
                "the weeks since 2026-W40 are compared, in 3 of which none was seen."))
        #expect(lead([0, 0, 9, 9]).contains("the weeks since 2026-W44 are compared. "))
    }

    @Test func `a trend of hardly anybody is none`() {
        var cells = week(9)
        cells[.activity] = ["kept": 4, "new": 5]
        let history = SampleHistory.weeks([cells, cells, cells])
        let expected =
            "Not enough data: a trend needs two weeks in a row in which the same 5 installations reported."
        #expect(sentences(.feature("mqtt"), "trend", history) == [expected])
        #expect(sentences(.features, "trends", history) == [expected])
        #expect(sentences(.features, "investment", history) == [expected])
    }

    @Test func `how many more there are is told with how long ago that was`() {
        let history = weeks([90, 90, 95, 99])
        #expect(
            sentences(.overview, "installations", history)
                .contains("That is 9 more than 3 weeks before (90 in week 2026-W44)."))
        #expect(
            sentences(.overview, "installations", weeks([99, 90]))
                .contains("That is 9 fewer than the week before (99 in week 2026-W46)."))
    }

    @Test func `a wave that is over is told where one-day installations are`() {
        var cells = Array(repeating: week(100), count: 26)
        for index in cells.indices { cells[index][.quarantined] = ["": index == 3 ? 80 : 2] }
        #expect(
            sentences(.health, "one-day", SampleHistory.weeks(cells)).last
                == "The largest wave since 2026-W22 came in week 2026-W25: 80, usual are 2. Somebody may have made them "
                + "up; they are not counted.")
    }

    @Test func `on the first days it is said that one-day installations are counted`() throws {
        let day = try #require(UTCDay(year: 2026, month: 11, day: 25))
        func lead(quarantined: Int) -> String {
            AnswerSheet(
                waiting: .overview,
                overview: FleetOverview(
                    day: day, firstSeen: day, installations: 9, quarantined: quarantined, features: [],
                    operatingSystems: [], architectures: [], runtimes: [], serviceVersions: [])
            ).lead
        }
        #expect(
            lead(quarantined: 9).hasSuffix(
                "Those seen on one day only are among them; from the first week that is over on, they are counted apart."
            ))
        #expect(!lead(quarantined: 0).contains("one day only"))
    }
}
