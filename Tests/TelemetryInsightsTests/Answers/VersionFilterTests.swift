// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

/// What is said if only one version is counted: what needs all of them says so, and nothing of the others slips in.
struct VersionFilterTests {
    private func sheet(_ topic: Topic, version: String? = "14.2") -> AnswerSheet {
        let whole = LivingFleet(installations: 612, weeks: 26).context()
        let counts = whole.history.weeks.flatMap { week in
            topic.dimensions.union([.installations]).flatMap { dimension in
                whole.history.counts(of: dimension, in: week).map {
                    WeekCount(week: week, dimension: dimension, value: $0.key, count: $0.value)
                }
            }
        }
        let history = FleetHistory(
            service: "butler-sos", weeks: whole.history.weeks, counts: counts, minorVersion: version)
        return AnswerSheet(topic, AnswerContext(history: history, detail: whole.detail, today: whole.today))
    }

    private func sentences(_ sheet: AnswerSheet, _ id: String) -> [String] {
        (sheet.answers.first { $0.id == id }?.sentences ?? []).map { PlainText.line($0) }
    }

    @Test func `the lead names the version`() {
        #expect(sheet(.cohorts).lead.hasPrefix("612 installations of version 14.2 reported in week 2026-W47"))
    }

    @Test(arguments: [
        (Topic.cohorts, "retention"), (.versions, "shares"), (.versions, "uptake"), (.versions, "fall-backs"),
        (.health, "alarms"),
    ])
    func `what one version cannot tell is said to be told without the filter, and has no figures`(
        topic: Topic, id: String
    ) {
        let found = sentences(sheet(topic), id)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("Not told for one version: of 14.2 alone, ") == true, "\(found)")
        #expect(found.first?.hasSuffix(". Without the version filter it is.") == true, "\(found)")
        let answer = sheet(topic).answers.first { $0.id == id }
        #expect(answer?.chart == nil && answer?.table.rows.isEmpty == true)
        #expect(sentences(sheet(topic, version: nil), id).allSatisfy { !$0.hasPrefix("Not told") })
    }

    @Test func `a feature is told of the counted version only`() {
        #expect(sentences(sheet(.feature("mqtt")), "by-version").allSatisfy { $0.hasPrefix("Of version 14.2,") })
        #expect(sentences(sheet(.feature("mqtt")), "removal").allSatisfy { !$0.hasPrefix("They run") })
        #expect(sentences(sheet(.feature("mqtt"), version: nil), "removal").contains("They run 14.2 (183)."))
    }
}
