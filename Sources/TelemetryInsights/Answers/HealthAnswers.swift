// SPDX-License-Identifier: MIT

import TelemetryStore

/// Whether the figures can be believed.
struct HealthAnswers {
    private let sheet: SheetContext
    private let health: DataHealth

    init(_ sheet: SheetContext) {
        self.sheet = sheet
        health = DataHealth(sheet.history, collector: sheet.given.collector)
    }

    var all: [Answer] {
        let counted = health.collector == nil ? [] : [rejections, unknownValues, clockSkew]
        return [alarms, oneDay, reports] + counted + [others]
    }

    private var alarms: Answer {
        let sentences = health.alarms.map { AlarmText.sentence($0) }
        return Answer(
            id: "alarms", title: "Alarms", sentences: sentences.isEmpty ? noAlarm : sentences, chart: nil,
            table: FigureTable(
                caption: "Alarms", columns: ["Alarm", "Week", "Counted", "Expected"],
                rows: health.alarms.map {
                    FigureTable.Row(name: AlarmText.name($0), figures: AlarmText.figures($0))
                }))
    }

    private var noAlarm: [String] {
        let shortage = health.alarmShortage.map { AlarmText.sentence($0, sheet) }
        switch health.alarmShortage {
        case .oneVersion, .weeks: return [shortage].compactMap(\.self)
        case .installations, nil:
            let found =
                health.seen == 0
                ? "No installation was seen in \(Words.week(sheet.week))."
                : "No alarm: the number of installations is as usual, through \(Words.week(sheet.week))."
            return [found, shortage].compactMap(\.self)
        }
    }

    private var oneDay: Answer {
        let weeks = FleetActivity(sheet.history).weeks
        let points = weeks.map {
            WeekPoint(
                week: $0.week, proportion: Proportion(successes: $0.quarantined, n: $0.quarantined + $0.seen))
        }
        let share = health.quarantinedShare
        let sentence =
            switch share.successes {
            case _ where share.n == 0: "No installation was seen in \(Words.week(sheet.week))."
            case 0: "None was seen on one day only, \(sheet.basis(share.n))."
            case let count:
                "\(Words.number(count)) of \(Words.installations(share.n)) \(count == 1 ? "was" : "were") seen on one day "
                    + "only, \(Words.share(share)), \(Words.week(sheet.week)); \(count == 1 ? "it is" : "they are") in no "
                    + "other figure."
            }
        let isEmpty = points.allSatisfy { $0.proportion.n < SheetContext.fewest }
        return Answer(
            id: "one-day", title: "Seen on one day only", sentences: [sentence] + [wave].compactMap(\.self),
            chart: isEmpty
                ? nil
                : .lines(
                    TimeChart(
                        unit: .share, weeks: sheet.weekNames,
                        series: [TimeChart.Series(name: "Seen on one day only", points: points)])),
            table: FigureTable(caption: "Seen on one day only, by week", points: points))
    }

    private var wave: String? {
        health.largestWave.map { wave in
            "The largest wave since \(sheet.history.weeks.lowerBound) came in \(Words.week(wave.week)): "
                + "\(Words.number(wave.quarantined)), usual are \(Words.number(wave.usual)). Somebody may have made them up; "
                + "they are not counted."
        }
    }

    private var since: String {
        health.collector?.since.map { " since \(Words.date($0))" } ?? " since the collector started"
    }

    private static let notRunning =
        "Not known here: what came, what was turned away, unknown values and wrong clocks are counted by the running "
        + "collector. See its pages, or its figures at /metrics."

    private var reports: Answer {
        let columns = ["Reports", "Count"]
        guard let collector = health.collector else {
            return sheet.noAnswer("reports", "Reports", Self.notRunning, columns: columns)
        }
        let turnedAway = collector.rejectedShare
        let sentence =
            turnedAway.n == 0
            ? "Nothing came\(since)."
            : "\(Words.count(collector.stored, "report")) \(collector.stored == 1 ? "was" : "were") stored\(since), "
                + "\(Words.number(collector.repeated)) came again and changed nothing, and "
                + "\(Words.count(turnedAway.successes, "request")) \(turnedAway.successes == 1 ? "was" : "were") turned "
                + "away: \(Words.share(turnedAway)), n = \(Words.number(turnedAway.n))."
        let rows = [
            ("Stored", collector.stored), ("Came again", collector.repeated), ("Turned away", turnedAway.successes),
        ].map { FigureTable.Row(name: $0.0, figures: [.count($0.1)]) }
        return Answer(
            id: "reports", title: "Reports", sentences: [sentence], chart: nil,
            table: FigureTable(caption: "Reports\(since)", columns: columns, rows: rows))
    }

    private var rejections: Answer {
        counts(
            "rejections", "Turned away", health.collector?.rejected,
            none: "No report and no request to erase was turned away\(since).",
            first: { "Most requests to report or erase that were turned away\(since) were so because of: \($0)" },
            column: "Reason", unit: "Requests")
    }

    private var unknownValues: Answer {
        counts(
            "unknown-values", "Unknown values", health.collector?.unknownValues,
            none: "No report had a value that the registry does not know\(since).",
            first: { "Values that the registry does not know came most often in: \($0)" }, column: "Field",
            unit: "Reports")
    }

    private var clockSkew: Answer {
        counts(
            "clock-skew", "Wrong clocks", health.collector?.clockSkew,
            none: "No report had a clock that was wrong\(since).",
            first: { "The clocks of senders were wrong\(since), most often by: \($0)" }, column: "How much",
            unit: "Reports")
    }

    /// Counts of the running collector, the most frequent first.
    ///
    /// - Parameter unit: what is counted, as the title of a column.
    private func counts(
        _ id: String, _ title: String, _ counts: [ValueCount]?, none: String, first: (String) -> String, column: String,
        unit: String
    ) -> Answer {
        guard let counts else { return sheet.noAnswer(id, title, Self.notRunning, columns: [column, "Count"]) }
        let table = ShareTable(counts)
        let bars = table.folded(beyond: 12).rows.map { ShareBar(label: $0.value, proportion: $0.proportion) }
        let sentence = table.rows.first.map {
            "\(first($0.value)) (\(Words.number($0.count)) of \(Words.number(table.total)))."
        }
        return Answer(
            id: id, title: title, sentences: [sentence ?? none], chart: bars.isEmpty ? nil : .bars(bars),
            table: FigureTable(
                caption: title + since, name: column, unit: unit, table.rows.map { ($0.value, $0.proportion) }))
    }

    private var others: Answer {
        let rows = health.otherValues.map {
            (name: $0.value, proportion: Proportion(successes: $0.count, n: max(health.seen, $0.count)))
        }
        let sentence =
            rows.isEmpty
            ? "No installation reported a value as other, \(Words.week(sheet.week))."
            : "Instead of a name, "
                + Words.list(
                    rows.enumerated().map { index, row in
                        index == 0
                            ? "\(Words.installations(row.proportion.successes)) reported other as \(row.name)"
                            : "\(Words.number(row.proportion.successes)) as \(row.name)"
                    }) + ", \(sheet.basis(health.seen))."
        return Answer(
            id: "others", title: "Values without a name", sentences: [sentence],
            chart: rows.isEmpty ? nil : .bars(rows.map { ShareBar(label: $0.name, proportion: $0.proportion) }),
            table: FigureTable(caption: "Installations that report other", name: "Field", rows))
    }
}
