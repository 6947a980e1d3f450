// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

struct SentenceTests {
    private func sheet(_ topic: Topic, _ installations: Int = 612, weeks: Int = 26) -> AnswerSheet {
        AnswerSheet(topic, LivingFleet(installations: installations, weeks: weeks).context())
    }

    private func sentences(_ sheet: AnswerSheet, _ id: String) -> [String] {
        (sheet.answers.first { $0.id == id }?.sentences ?? []).map { PlainText.line($0) }
    }

    @Test func `the lead says how many, when, and who is counted`() {
        #expect(
            sheet(.features).lead
                == "612 installations reported in week 2026-W47, which ended on 2026-11-22; the weeks since 2026-W22 are "
                + "compared. Only those seen on at least two days are counted.")
        #expect(
            sheet(.features, 1, weeks: 1).lead
                == "1 installation reported in week 2026-W47, which ended on 2026-11-22. Only those seen on at least two "
                + "days are counted.")
    }

    @Test func `a feature's share has its interval, n, the week, who did not say, and the worst case`() {
        let found = sentences(sheet(.feature("prometheus")), "adoption")
        #expect(
            found == [
                "Prometheus is on in 25.0 % (21.6–28.6) of installations, n = 593, week 2026-W47; 3 % did not say.",
                "If 30 % of all installations say nothing, and those that did not say are counted with them, between 14.7 % and "
                    + "51.6 % of all have it on.",
            ])
    }

    @Test func `a trend says how many switched`() {
        #expect(
            sentences(sheet(.feature("mqtt")), "trend").first
                == "Up 13.3 points (10.6 to 16.6) in weeks 2026-W35 to 2026-W47, 78 switched it on, 0 off.")
    }

    @Test func `a schedule says who is stranded, how sure that is and how fast it changes`() {
        let found = sentences(sheet(.schedule), "runtimes")
        #expect(
            found.first
                == "If support for Node.js 18 ends on 2027-03-01, 10.4 % (7.2–14.8) of installations are stranded, n = 612, "
                + "falling 0.4 points a week.")
        #expect(
            found[1] == "If 30 % of all installations say nothing, between 5.0 % and 40.4 % of all are stranded.")
        #expect(
            found.last?.hasPrefix("Forecasts for Node.js 18 made in the past, 10 weeks ahead, were off by ") == true)
    }

    @Test func `a schedule does not begin with what most run on`() {
        #expect(sentences(sheet(.schedule), "architectures").allSatisfy { !$0.hasPrefix("If support for x64") })
    }

    @Test func `what may be dropped comes with its worst case and the rule`() {
        let found = sentences(sheet(.features), "deprecation")
        #expect(found.first?.hasPrefix("Docker health check may be dropped: it is on in 1.0 % (0.5–2.1) of") == true)
        #expect(
            found[1]
                == "If 30 % of all installations say nothing, between 0.3 % and 31.5 % of all have Docker health check on."
        )
        #expect(
            found.last
                == "A feature is listed if it had the upper end of its 95 % interval below 5.0 % in each of the last 8 weeks."
        )
    }

    @Test(arguments: [(0, "0 installations"), (1, "1 installation"), (4, "4 installations")])
    func `too little is said as such, with what is needed`(installations: Int, text: String) {
        for (topic, id) in [
            (Topic.platforms, "systems"), (.features, "features"), (.versions, "shares"), (.schedule, "runtimes"),
        ] {
            #expect(sentences(sheet(topic, installations, weeks: 3), id) == ["Not enough data: \(text), 5 needed."])
        }
        #expect(
            sentences(sheet(.features, 300, weeks: 3), "deprecation") == ["Not enough data: 3 weeks, 8 needed."])
    }

    @Test func `a feature that nobody uses has a bound all the same`() {
        let history = SampleHistory.week([.installations: ["": 200], .feature: ["mqtt=off": 200]])
        let sheet = AnswerSheet(.feature("mqtt"), AnswerContext(history: history, today: UTCDay(number: 20_800)))
        #expect(
            sentences(sheet, "removal")
                == [
                    "None of 200 installations would notice, 0 % (0–1.9), week 2026-W47.",
                    "If 30 % of all installations say nothing, between 0 % and 31.3 % of all would notice.",
                ])
    }

    @Test func `what the collector counted is told with what came most often`() {
        let collector = DataHealth.Collector(
            since: UTCDay(year: 2026, month: 11, day: 1), stored: 900, repeated: 50,
            rejected: [ValueCount(value: "signature", count: 40), ValueCount(value: "too-large", count: 10)],
            unknownValues: [], clockSkew: [])
        let context = LivingFleet(installations: 612, weeks: 26).context(collector: collector)
        let sheet = AnswerSheet(.health, context)
        #expect(
            sentences(sheet, "reports") == [
                "900 reports were stored since 2026-11-01, 50 came again and changed nothing, and 50 requests were turned away: "
                    + "5.0 % (3.8–6.5), n = 1000."
            ])
        #expect(sentences(sheet, "rejections").first?.hasSuffix("signature (40 of 50).") == true)
        #expect(sentences(sheet, "clock-skew") == ["No report had a clock that was wrong since 2026-11-01."])
    }

    @Test func `what is not there is left out, and all is said as such`() {
        let activity: SampleHistory.Cells = [.installations: ["": 7], .activity: ["new": 7]]
        let kept: SampleHistory.Cells = [.installations: ["": 7], .activity: ["kept": 7]]
        let found = sentences(
            AnswerSheet(
                .overview, AnswerContext(history: SampleHistory.weeks([activity, kept]), today: UTCDay(number: 20_800))),
            "installations")
        #expect(
            found == [
                "7 installations were seen in week 2026-W47: 7 seen in the week before, too.",
                "All of the week before were seen again.", "In week 2026-W46 there were as many.",
                "If 30 % of all installations say nothing, there are 10 in all.",
            ])
    }

    @Test func `how fast a release spread has a range only where it is not sure`() {
        let weeks = [0, 0, 30, 60, 96, 100].map { new -> SampleHistory.Cells in
            [.installations: ["": 1000], .version: ["14.1.0": 1000 - 10 * new, "14.2.0": 10 * new]]
        }
        let context = AnswerContext(history: SampleHistory.weeks(weeks), today: UTCDay(number: 20_800))
        #expect(
            sentences(AnswerSheet(.versions, context), "uptake").first
                == "14.2 was first seen in week 2026-W44; half of the installations ran it or a newer version after 1 week, "
                + "90 % after 2 weeks.")
        let atOnce = [0, 0, 100].map { new -> SampleHistory.Cells in
            [.installations: ["": 1000], .version: ["14.1.0": 1000 - 10 * new, "14.2.0": 10 * new]]
        }
        let fast = AnswerContext(history: SampleHistory.weeks(atOnce), today: UTCDay(number: 20_800))
        #expect(
            sentences(AnswerSheet(.versions, fast), "uptake").first?
                .hasSuffix("a newer version in the same week, 90 % in the same week.") == true)
    }

    @Test func `without enough weeks before there is no all-clear`() {
        #expect(
            sentences(sheet(.health, weeks: 3), "alarms")
                == ["Not enough data for alarms: 2 weeks to compare week 2026-W47 with, 4 needed."])
        #expect(sentences(sheet(.health, weeks: 5), "alarms").first?.hasPrefix("No alarm: ") == true)
    }

    @Test func `what only a running collector counts is told once without one`() {
        #expect(sheet(.health).answers.map(\.id) == ["alarms", "one-day", "reports", "others"])
    }

    @Test func `an interval that does not reach 0 is not shown as if it did`() {
        #expect(FigureTable.Figure.share(-0.0002).words == ">−0.1\(Words.thinSpace)%")
        #expect(FigureTable.Figure.share(-0.012).words == "−1.2\(Words.thinSpace)%")
        let weeks = [nil, 5].map { switched -> SampleHistory.Cells in
            [
                .installations: ["": 1000], .activity: ["kept": 1000], .feature: ["mqtt=on": 500, "mqtt=off": 500],
                .transition: switched.map { ["mqtt=off>on": $0] } ?? [:],
            ]
        }
        let sheet = AnswerSheet(
            .feature("mqtt"), AnswerContext(history: SampleHistory.weeks(weeks), today: UTCDay(number: 20_800)))
        #expect(
            sentences(sheet, "trend").first
                == "Up 0.5 points (<0.1 to 1.2) in weeks 2026-W46 to 2026-W47, 5 switched it on, 0 off.")
    }

    @Test func `features lead to their own pages and are called by their titles`() {
        guard case .bars(let bars) = sheet(.overview).answers.first(where: { $0.id == "features" })?.chart else {
            Issue.record("no bars")
            return
        }
        #expect(bars.first { $0.link == "features/logdb" }?.label == "Log database")
    }
}
