// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

/// Every topic reads well, however much or little there is.
struct AnswerSheetTests {
    private static let topics = Topic.general + [.feature("mqtt"), .feature("nobody-knows-it")]

    @Test(arguments: topics, [0, 1, 4, 5, 300, 1_000_000])
    func `every topic has whole sentences, sound tables and sound charts for any number of installations`(
        topic: Topic, installations: Int
    ) {
        for weeks in [1, 2, 30, 57] {
            check(AnswerSheet(topic, LivingFleet(installations: installations, weeks: weeks).context()))
        }
    }

    @Test(arguments: topics)
    func `every topic reads well while no week is over`(topic: Topic) throws {
        let day = try #require(UTCDay(year: 2026, month: 11, day: 25))
        for installations in [0, 1, 77] {
            let overview = FleetOverview(
                day: day, firstSeen: installations > 0 ? day : nil, installations: installations, quarantined: 0,
                features: [FeatureCount(feature: "mqtt", enabled: installations / 2, known: installations)],
                operatingSystems: [ValueCount(value: "linux · Debian GNU/Linux 12", count: installations)],
                architectures: [ValueCount(value: "x64", count: installations)],
                runtimes: [ValueCount(value: "Node.js 20", count: installations)],
                serviceVersions: [ValueCount(value: "14.2", count: installations)])
            let sheet = AnswerSheet(waiting: topic, overview: overview)
            check(sheet)
            if installations == 0 { #expect(sheet.lead.hasPrefix("No installation has reported yet, or none in")) }
            if installations == 77 {
                #expect(sheet.lead.hasSuffix("these are the 77 installations seen on 2026-11-25."))
            }
        }
    }

    @Test(arguments: topics)
    func `a topic reads only the dimensions that it names`(topic: Topic) {
        let fleet = LivingFleet(installations: 300, weeks: 30)
        let named = topic.dimensions
        var counts: [WeekCount] = []
        for week in fleet.history.weeks {
            for dimension in named {
                guard week == fleet.history.latest || !topic.latestDimensions.contains(dimension) else { continue }
                counts += fleet.history.counts(of: dimension, in: week).map {
                    WeekCount(week: week, dimension: dimension, value: $0.key, count: $0.value)
                }
            }
        }
        let whole = fleet.context()
        let part = AnswerContext(
            history: FleetHistory(service: "butler-sos", weeks: fleet.history.weeks, counts: counts),
            detail: whole.detail, today: whole.today, endOfSupport: whole.endOfSupport)
        #expect(AnswerSheet(topic, part) == AnswerSheet(topic, whole))
    }

    @Test func `paths name topics, and nothing else does`() {
        for topic in Self.topics { #expect(Topic(path: topic.path) == topic) }
        for path in ["", "feature", "features/", "Overview", "overview/"] { #expect(Topic(path: path) == nil) }
    }

    private func check(_ sheet: AnswerSheet) {
        #expect(!sheet.title.isEmpty)
        #expect(isSentence(sheet.lead), "\(sheet.lead)")
        #expect(!sheet.answers.isEmpty)
        #expect(Set(sheet.answers.map(\.id)).count == sheet.answers.count)
        for answer in sheet.answers {
            #expect(answer.id.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
            #expect(!answer.sentences.isEmpty)
            for sentence in answer.sentences {
                #expect(isSentence(sentence), "\(answer.id): \(sentence)")
            }
            for row in answer.table.rows {
                #expect(row.figures.count == answer.table.columns.count - 1, "\(sheet.topic) \(answer.id)")
            }
            check(answer.chart, answer)
        }
    }

    private func check(_ chart: Chart?, _ answer: Answer) {
        switch chart {
        case .bars(let bars):
            #expect(!bars.isEmpty)
            for link in bars.compactMap(\.link) { #expect(Topic(path: link) != nil) }
        case .lines(let chart), .stack(let chart):
            #expect(!chart.series.isEmpty)
            for series in chart.series {
                #expect(series.values.count == chart.weeks.count, "\(answer.id)")
                #expect(series.bounds.isEmpty || series.bounds.count == chart.weeks.count, "\(answer.id)")
                #expect(series.values.allSatisfy { $0?.isFinite ?? true })
            }
        case .matrix(let chart):
            #expect(!chart.rows.isEmpty)
            for row in chart.rows { #expect(row.shares.count == chart.columns.count) }
        case nil: break
        }
    }

    /// A capital or a figure first, a full stop or a question mark last, and no number that is none.
    private func isSentence(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        let isWhole =
            (first.isUppercase || first.isNumber || first == "<" || first == ">") && (last == "." || last == "?")
        return isWhole && !text.contains("nan") && !text.contains("inf ") && !text.contains("  ")
            && !text.contains("..")
    }
}
