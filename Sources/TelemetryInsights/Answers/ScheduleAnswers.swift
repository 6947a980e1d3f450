// SPDX-License-Identifier: MIT

import TelemetryStore

/// Who would be stranded if support for what they run on ended.
struct ScheduleAnswers {
    private static let told = 6
    private static let drawn = 5
    /// In points a week.
    private static let hardlyAnything = 0.1

    private let sheet: SheetContext

    init(_ sheet: SheetContext) { self.sheet = sheet }

    var all: [Answer] {
        [
            answer(.runtime, "runtimes", "Runtimes", "Runtime"),
            answer(.system, "systems", "Operating systems", "Operating system"),
            answer(.architecture, "architectures", "Architectures", "Architecture"),
        ]
    }

    private func answer(_ subject: MigrationSchedule.Subject, _ id: String, _ title: String, _ column: String) -> Answer
    {
        let schedules = MigrationSchedule.all(sheet.history, subject: subject, end: sheet.given.end)
        let values = MigrationSchedule.values(of: subject, in: sheet.history).count
        let columns =
            [column] + FigureTable.proportionColumns + [
                "Points a week", "Points from", "Points to", "On the end date", "End from", "End to", "Stranded",
                "Past forecasts", "Within interval",
            ]
        let rows = schedules.map { schedule in
            let line = schedule.line
            return FigureTable.Row(
                name: line.value,
                figures: FigureTable.Figure.of(line.now) + [
                    .number(line.pointsPerWeek, decimals: 2),
                    .number(line.pointsPerWeekInterval.lowerBound, decimals: 2),
                    .number(line.pointsPerWeekInterval.upperBound, decimals: 2),
                    .known(line.forecast?.share), .known(line.forecast?.interval.lowerBound),
                    .known(line.forecast?.interval.upperBound), .known(line.stranded),
                    .known(schedule.backTest?.cases), .known(schedule.backTest?.covered),
                ])
        }
        return Answer(
            id: id, title: title, sentences: sentences(schedules, of: values),
            chart: sheet.shortage(sheet.seen) == nil ? chart(Array(schedules.prefix(Self.drawn))) : nil,
            table: FigureTable(
                caption: "\(title): stranded if support ends on \(Words.date(sheet.given.end))", columns: columns,
                rows: rows))
    }

    /// - Parameter values: how many there are, with those that have no schedule.
    private func sentences(_ schedules: [MigrationSchedule], of values: Int) -> [String] {
        if let shortage = sheet.shortage(sheet.seen) { return [shortage] }
        // Nobody asks whether to drop what most run on and is not leaving; what is nearly gone is asked about first.
        let asked = schedules.filter { ($0.line.now.share ?? 0) <= 0.5 || $0.line.isFalling }
            .sorted { ($0.line.forecast?.share ?? 0) < ($1.line.forecast?.share ?? 0) }
        var sentences = asked.prefix(Self.told).compactMap { sentence($0) }
        if sentences.isEmpty, let only = schedules.first { sentences = [sentence(only)].compactMap { $0 } }
        guard let first = asked.first ?? schedules.first, !sentences.isEmpty else { return [SheetContext.tooFew(0)] }
        if values > sentences.count {
            sentences.append(
                values > schedules.count
                    ? "The table has the \(schedules.count) most frequent of \(Words.number(values))."
                    : "The table has all of them.")
        }
        // Right behind the sentence that it belongs to.
        if let forecast = first.line.forecast {
            let bounds = forecast.worstCase(silent: sheet.given.silentShare)
            sentences.insert(sheet.worstCase(bounds, verbs(first).are + " stranded"), at: 1)
        }
        if let test = first.backTest { sentences.append(backTest(test, first.line)) }
        return sentences
    }

    private func sentence(_ schedule: MigrationSchedule) -> String? {
        let line = schedule.line
        guard let forecast = line.forecast, line.now.n >= SheetContext.fewest else { return nil }
        let (ends, are) = verbs(schedule)
        let stranded =
            "If support for \(line.value) \(ends) on \(Words.date(schedule.end)), \(figure(forecast, are)), n = "
            + Words.number(line.now.n)
        let basis =
            switch line.basis {
            case .trend: pace(line)
            case .lastValue(.isNotFalling): "if its share stays: now it is \(pace(line))"
            case .lastValue(.tooFewWeeks): "if nothing changes: there are too few weeks for a trend"
            case .lastValue(.isNoneOrAll): "if nothing changes: all run it, so there is no trend yet"
            }
        return "\(stranded), \(basis)\(doubt(schedule.backTest))."
    }

    /// `3.1 % (1.9–5.0) of installations are stranded`, unless nobody can tell.
    private func figure(_ forecast: MigrationSchedule.Forecast, _ are: String) -> String {
        guard !forecast.isTooUncertain else {
            let bounds = forecast.interval
            return "it is too uncertain to tell how many installations \(are) stranded: between "
                + "\(Words.percent(bounds.lowerBound)) and \(Words.percent(bounds.upperBound))"
        }
        return "\(Words.percent(forecast.share)) \(Words.interval(forecast.interval)) of installations \(are) stranded"
    }

    /// What speaks against believing the interval; nothing if the past does not.
    private func doubt(_ test: MigrationSchedule.BackTest?) -> String {
        guard let test, test.isSeldomWithin else { return "" }
        let (covered, cases) = (Words.number(test.covered), Words.number(test.cases))
        return
            ", but only \(covered) of \(cases) such forecasts in the past \(test.covered == 1 ? "was" : "were") within "
            + "their interval"
    }

    private func verbs(_ schedule: MigrationSchedule) -> (ends: String, are: String) {
        schedule.end < sheet.given.today ? ("had ended", "would be") : ("ends", "are")
    }

    private func pace(_ line: MigrationSchedule.Line) -> String {
        let bounds = line.pointsPerWeekInterval
        if bounds.contains(0) {
            let isSure = max(-bounds.lowerBound, bounds.upperBound) < Self.hardlyAnything
            return isSure ? "hardly changing" : "changing too little to be sure"
        }
        return "\(line.isFalling ? "falling" : "rising") \(Words.points(line.pointsPerWeek / 100)) a week"
    }

    private func backTest(_ test: MigrationSchedule.BackTest, _ line: MigrationSchedule.Line) -> String {
        let isWorse = line.isFalling && test.naiveError < test.meanError
        return
            "Forecasts for \(line.value) made in the past, \(Words.count(test.horizonWeeks, "week")) ahead, were off by "
            + "\(Words.points(test.meanError)) on average; saying that nothing changes, by \(Words.points(test.naiveError)) "
            + "(\(Words.count(test.cases, "case")), \(Words.number(test.covered)) within the interval)."
            + (isWorse ? " So do not rely on its trend." : "")
    }

    /// The past as it was and the future as it is expected, up to the end date.
    private func chart(_ schedules: [MigrationSchedule]) -> Chart? {
        let ahead = schedules.map(\.path.count).max() ?? 0
        let told = schedules.filter { schedule in schedule.line.points.contains { $0.proportion.n > 0 } }
        guard !told.isEmpty else { return nil }
        let future = (0..<ahead).map { sheet.week.advanced(by: $0 + 1).description }
        let series = told.map { schedule in
            let expected = (0..<ahead).map { $0 < schedule.path.count ? schedule.path[$0] : nil }
            return TimeChart.Series(
                name: schedule.line.value,
                values: schedule.line.points.map(\.proportion.share) + expected.map { $0?.share },
                bounds: schedule.line.points.map(\.proportion.interval) + expected.map { $0?.interval })
        }
        return .lines(
            TimeChart(
                unit: .share, weeks: sheet.weekNames + future, series: series,
                forecastFrom: ahead > 0 ? sheet.weekNames.count : nil))
    }
}
