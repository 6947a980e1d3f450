// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

/// The same sentence about one, about a few, and about all.
struct WordingTests {
    private func sentences(
        _ topic: Topic, _ id: String, _ cells: SampleHistory.Cells, detail: [RollupRow] = []
    ) -> [String] {
        let context = AnswerContext(
            history: SampleHistory.week(cells), detail: detail, today: SampleHistory.latest.sunday)
        let answer = AnswerSheet(topic, context).answers.first { $0.id == id }
        return (answer?.sentences ?? []).map { PlainText.line($0) }
    }

    @Test(arguments: [
        ([1], "It runs 14.0."), ([3, 2], "They run 14.1 (2) and 14.0 (3)."),
        ([1, 1, 1, 1, 1], "They run 14.4 (1), 14.3 (1), 14.2 (1), 14.1 (1) and 14.0 (1)."),
        ([1, 2, 1, 1, 1, 1], "They run 14.5 (1), 14.4 (1), 14.3 (1), 14.2 (1) and others (3)."),
    ])
    func `versions are named as long as there are few`(counts: [Int], sentence: String) {
        let rows = counts.enumerated().map { index, count in
            RollupRow(
                week: SampleHistory.latest,
                cell: RollupCell(minorVersion: "14.\(index)", dimension: .feature, value: "mqtt=on"), count: count)
        }
        let on = counts.reduce(0, +)
        let found = sentences(
            .feature("mqtt"), "removal", [.installations: ["": 90], .feature: ["mqtt=on": on, "mqtt=off": 90 - on]],
            detail: rows)
        #expect(found.contains(sentence), "\(found)")
    }

    @Test func `the rest of a list is counted if it is more than one`() {
        let four: SampleHistory.Cells = [
            .installations: ["": 90], .arch: ["x64": 50, "arm64": 20, "arm": 15, "ia32": 5],
        ]
        #expect(sentences(.platforms, "architectures", four).last == "The other architecture has 5.6 % (2.4–12.4).")
        let five: SampleHistory.Cells = [
            .installations: ["": 90], .arch: ["x64": 50, "arm64": 20, "arm": 15, "ia32": 4, "ppc64": 1],
        ]
        #expect(
            sentences(.platforms, "architectures", five).last
                == "The 2 other architectures have 5.6 % (2.4–12.4) together.")
    }

    @Test func `a feature's pairs are told of that feature`() {
        let cells: SampleHistory.Cells = [
            .installations: ["": 400], .feature: ["mqtt=on": 200, "mqtt=off": 200],
            .pair: [
                "mqtt=on influxdb=on": 100, "mqtt=on influxdb=off": 100, "mqtt=off influxdb=on": 100,
                "mqtt=off influxdb=off": 100,
            ],
        ]
        #expect(
            sentences(.feature("mqtt"), "pairs", cells)
                == ["Nothing goes together with MQTT more or less often than chance would have it."])
        #expect(
            sentences(.features, "pairs", cells)
                == ["No two features go together more or less often than chance would have it."])
    }

    @Test func `of many pairs it is said how many chance alone connects`() {
        var pairs = ["heartbeat=on mqtt=on": 150, "heartbeat=on mqtt=off": 50, "heartbeat=off mqtt=on": 50]
        pairs["heartbeat=off mqtt=off"] = 150
        let names = LivingFleet.features
        for first in names.indices {
            for second in names[(first + 1)...] where !(names[first] == "heartbeat" && second == "mqtt") {
                for states in [("on", "on"), ("on", "off"), ("off", "on"), ("off", "off")] {
                    pairs["\(names[first])=\(states.0) \(second)=\(states.1)"] = 100
                }
            }
        }
        let found = sentences(.features, "pairs", [.installations: ["": 400], .pair: pairs])
        #expect(found.first?.hasPrefix("Heartbeat and MQTT are on together 1.50 times (") == true)
        #expect(found.last == "Of 55 pairs, about 3 look connected by chance alone.")
    }

    @Test func `columns of words are not set like figures`() {
        let sheet = AnswerSheet(.overview, LivingFleet(installations: 612, weeks: 26).context())
        #expect(sheet.markdown.contains("| Kind | What |\n| --- | --- |\n"))
    }
}
