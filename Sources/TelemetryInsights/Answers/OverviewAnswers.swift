// SPDX-License-Identifier: MIT

import TelemetryStore

/// How the fleet is, and what to look at.
struct OverviewAnswers {
    private let sheet: SheetContext
    private let usages: [FeatureUsage]

    init(_ sheet: SheetContext) {
        self.sheet = sheet
        usages = FeatureUsage.all(sheet.history)
    }

    var all: [Answer] {
        let history = sheet.history
        return [
            installations, attention, FeatureAdoptionAnswer(sheet, usages).answer, versions,
            SharesAnswer(
                id: "systems", title: "Operating systems", noun: "operating system",
                counts: history.systems(in: sheet.week)
            ).answer(sheet),
            SharesAnswer(
                id: "runtimes", title: "Runtimes", noun: "runtime",
                counts: history.values(of: .runtime, in: sheet.week)
            ).answer(sheet),
        ]
    }

    private var versions: Answer {
        if let reason = sheet.notToldAlone("every share would be all or nothing") {
            return sheet.noAnswer("versions", "Versions", reason, columns: ["Version"] + FigureTable.proportionColumns)
        }
        return SharesAnswer(
            id: "versions", title: "Versions", noun: "version", counts: sheet.history.minorVersions(in: sheet.week)
        ).answer(sheet)
    }

    private var installations: Answer {
        let weeks = FleetActivity(sheet.history).weeks
        let series: [(String, (FleetActivity.Week) -> Int?)] = [
            ("Seen", { $0.seen }), ("New", { $0.new }), ("Kept", { $0.kept }), ("Returned", { $0.returned }),
            ("Lost", { $0.lost }), ("One day only", { $0.quarantined }),
        ]
        let rows = weeks.map { week in
            FigureTable.Row(name: week.week.description, figures: series.map { .known($0.1(week)) })
        }
        let drawn = series.filter { ["Seen", "New", "Lost"].contains($0.0) }.map { name, value in
            TimeChart.Series(name: name, values: weeks.map { value($0).map(Double.init) })
        }
        let isEmpty = weeks.allSatisfy { $0.seen == 0 }
        return Answer(
            id: "installations", title: "Installations", sentences: activity(weeks),
            chart: isEmpty ? nil : .lines(TimeChart(unit: .count, weeks: sheet.weekNames, series: drawn)),
            table: FigureTable(
                caption: "Installations by week", columns: ["Week"] + series.map(\.0), rows: rows))
    }

    private func activity(_ weeks: [FleetActivity.Week]) -> [String] {
        guard let now = weeks.last, now.seen > 0 else {
            return ["No installation was seen in \(Words.week(sheet.week))."]
        }
        let parts = [
            (now.new, "new"), (now.kept, "seen in the week before, too"), (now.returned, "back after a longer time"),
        ].filter { $0.0 > 0 }.map { "\(Words.number($0.0)) \($0.1)" }
        let verb = now.seen == 1 ? "was" : "were"
        let start = "\(Words.installations(now.seen)) \(verb) seen in \(Words.week(now.week))"
        var sentences = [parts.isEmpty ? "\(start)." : "\(start): \(Words.list(parts))."]
        if let lost = now.lost {
            sentences.append(
                lost == 0
                    ? "All of the week before were seen again."
                    : "\(Words.number(lost)) of the week before \(lost == 1 ? "was" : "were") not seen again.")
        }
        if let past = weeks.dropLast().suffix(FeatureUsage.trendWeeks).first(where: { $0.seen > 0 }) {
            sentences.append(change(from: past, to: now))
        }
        if now.quarantined > 0 {
            let verb = now.quarantined == 1 ? "was" : "were"
            sentences.append(
                "\(Words.number(now.quarantined)) more \(verb) seen on one day only and \(verb) not counted.")
        }
        let silent = sheet.given.silentShare
        if silent > 0, silent < 1, sheet.shortage(now.seen) == nil {
            let estimate = min((Double(now.seen) / (1 - silent)).rounded(), 1e15)
            sentences.append(
                "If \(Words.roundPercent(silent)) of all installations say nothing, there are "
                    + "\(Words.number(Int(estimate))) in all.")
        }
        return sentences
    }

    private func change(from past: FleetActivity.Week, to now: FleetActivity.Week) -> String {
        let difference = now.seen - past.seen
        guard difference != 0 else { return "In \(Words.week(past.week)) there were as many." }
        let weeks = past.week.distance(to: now.week)
        let before = weeks == 1 ? "the week before" : "\(Words.count(weeks, "week")) before"
        return "That is \(Words.number(abs(difference))) \(difference > 0 ? "more" : "fewer") than \(before) "
            + "(\(Words.number(past.seen)) in \(Words.week(past.week)))."
    }

    /// What is unusual, and what may be decided.
    private var attention: Answer {
        let advice = AdviceAnswers(sheet, usages)
        let health = DataHealth(sheet.history)
        var items = health.alarms.map { alarm in
            Item(kind: "Alarm", what: AlarmText.name(alarm), sentence: AlarmText.sentence(alarm))
        }
        items += advice.deprecation.candidates.prefix(3).map {
            Item(kind: "May be dropped", what: sheet.title(of: $0.feature), sentence: advice.sentence($0))
        }
        items += advice.investment.candidates.prefix(3).map {
            Item(kind: "Grows", what: sheet.title(of: $0.feature), sentence: advice.sentence($0))
        }
        var sentences = items.map(\.sentence)
        if let shortage = sheet.shortage(sheet.seen) {
            sentences.append(shortage)
        } else {
            if items.isEmpty { sentences = [nothingStandsOut(health, advice)].compactMap(\.self) }
            sentences += untold(health, advice)
        }
        return Answer(
            id: "attention", title: "What to look at", sentences: sentences, chart: nil,
            table: FigureTable(
                caption: "Alarms, and features to decide about", columns: ["Kind", "What"],
                rows: items.map { FigureTable.Row(name: $0.kind, figures: [.text($0.what)]) }))
    }

    /// Names only what there is enough data about; `nil` if that is nothing.
    private func nothingStandsOut(_ health: DataHealth, _ advice: AdviceAnswers) -> String? {
        var none = health.alarmShortage == nil ? ["no alarm"] : []
        let isUseTold = advice.deprecationShortage == nil
        if isUseTold { none.append("no feature that hardly anybody uses") }
        if advice.growthShortage == nil { none.append("\(isUseTold ? "none" : "no feature") that clearly grows") }
        return none.isEmpty ? nil : "Nothing stands out: \(none.joined(separator: ", "))."
    }

    /// What there is too little data about, if anything.
    private func untold(_ health: DataHealth, _ advice: AdviceAnswers) -> [String] {
        [
            health.alarms.isEmpty ? health.alarmShortage.map { AlarmText.sentence($0, sheet) } : nil,
            advice.deprecationShortage.map { "Not enough data for what may be dropped: \($0)." },
            advice.growthShortage.map { "Not enough data for what grows: \($0)." },
        ].compactMap(\.self)
    }

    private struct Item {
        let kind: String
        let what: String
        let sentence: String
    }
}
