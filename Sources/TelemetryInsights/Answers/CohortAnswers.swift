// SPDX-License-Identifier: MIT

import TelemetryStore

/// Of the installations that came in a month, how many stayed.
struct CohortAnswers {
    private let sheet: SheetContext
    private let cohorts: [RetentionCohorts.Cohort]

    init(_ sheet: SheetContext) {
        self.sheet = sheet
        cohorts = RetentionCohorts(sheet.history).cohorts
    }

    var all: [Answer] { [retention] }

    private var retention: Answer {
        let enough = cohorts.filter { $0.size >= SheetContext.fewest }
        let rows = cohorts.map { cohort in
            FigureTable.Row(
                name: cohort.month,
                figures: [.count(cohort.size)] + shares(cohort).map { .known($0) })
        }
        let chart = MatrixChart(
            meaning: "Of the installations that came in the row's month, the share that was seen so many months later.",
            columns: months.map { $0 == 0 ? "Same month" : "+\($0)" },
            rows: enough.map { MatrixChart.Row(name: $0.month, shares: shares($0)) })
        return Answer(
            id: "retention", title: "Who stays", sentences: sentences(enough),
            chart: enough.isEmpty ? nil : .matrix(chart),
            table: FigureTable(
                caption: "Share that was still seen so many months later, by the month of the first report",
                columns: ["Month", "Size"] + months.map { $0 == 0 ? "Same month" : Words.count($0, "month") },
                rows: rows))
    }

    /// From the month of the first report to the last one of which anything is known.
    private var months: ClosedRange<Int> {
        let known = cohorts.compactMap { $0.retained.lastIndex { $0?.share != nil } }.max() ?? 0
        return 0...min(known, RetentionCohorts.months)
    }

    /// One for each column.
    private func shares(_ cohort: RetentionCohorts.Cohort) -> [Double?] {
        months.map { month in
            cohort.retained.indices.contains(month) ? cohort.retained[month]?.share : nil
        }
    }

    private func sentences(_ enough: [RetentionCohorts.Cohort]) -> [String] {
        guard !enough.isEmpty else { return [shortage] }
        let sentences = [1, 3, 6, 12].compactMap { months -> String? in
            let told = enough.compactMap { $0.retained.indices.contains(months) ? $0.retained[months] : nil }
            guard !told.isEmpty else { return nil }
            let all = Proportion(
                successes: told.reduce(0) { $0 + $1.successes }, n: told.reduce(0) { $0 + $1.n })
            return "\(Words.count(months, "month")) after the month they came in, \(Words.share(all)) of installations "
                + "still reported, n = \(Words.number(all.n)) from \(Words.count(told.count, "month"))."
        }
        return sentences.isEmpty ? ["Not enough data: no month is over since the first installations came."] : sentences
    }

    private var shortage: String {
        if let reason = sheet.notToldAlone("those that moved on to another version would look lost") { return reason }
        if let largest = cohorts.map(\.size).max() { return SheetContext.tooFew(largest) }
        return sheet.shortage(sheet.seen)
            ?? "Not enough data: no month has begun since \(sheet.history.weeks.lowerBound) in which installations came."
    }
}
