// SPDX-License-Identifier: MIT

import TelemetryStore

/// Which versions run, how fast releases are taken up, and who goes back.
struct VersionAnswers {
    private let sheet: SheetContext

    init(_ sheet: SheetContext) { self.sheet = sheet }

    var all: [Answer] { [shares, uptake, fallBacks] }

    private var shares: Answer {
        if let reason = sheet.notToldAlone("every share would be all or nothing") {
            return sheet.noAnswer("shares", "Versions", reason, columns: ["Week"])
        }
        let shares = VersionShares(sheet.history)
        let table = FigureTable(
            caption: "Share of minor versions by week", weeks: shares.weeks,
            lines: shares.lines.map { ($0.minorVersion, $0.points) })
        let now = SharesAnswer(
            id: "shares", title: "Versions", noun: "version", counts: sheet.history.minorVersions(in: sheet.week)
        ).answer(sheet)
        let isShown = shares.lines.contains { $0.points.contains { $0.proportion.n >= SheetContext.fewest } }
        let series = shares.lines.map {
            TimeChart.Series(name: $0.minorVersion, points: $0.points, hasBounds: false)
        }
        return Answer(
            id: "shares", title: "Versions", sentences: now.sentences,
            chart: isShown ? .stack(TimeChart(unit: .share, weeks: sheet.weekNames, series: series)) : nil, table: table
        )
    }

    private var uptake: Answer {
        let uptakes = ReleaseUptake.all(sheet.history)
        let rows = uptakes.map { uptake in
            FigureTable.Row(
                name: uptake.version,
                figures: [
                    .text(
                        uptake.isFirstWeekKnown
                            ? uptake.firstWeek.description : "before \(sheet.history.weeks.lowerBound)"),
                    .known(uptake.half?.weeks), .known(uptake.half?.earliest), latest(uptake.half),
                    .known(uptake.ninety?.weeks), .known(uptake.ninety?.earliest), latest(uptake.ninety),
                    uptake.halfLife.map { .number($0, decimals: 1) } ?? .none,
                    uptake.halfLifeInterval.map { .number($0.lowerBound, decimals: 1) } ?? .none,
                    uptake.halfLifeInterval.map { .number($0.upperBound, decimals: 1) } ?? .none,
                ])
        }
        return Answer(
            id: "uptake", title: "How fast releases spread", sentences: uptakeSentences(uptakes), chart: nil,
            table: FigureTable(
                caption: "Weeks until half and 90 % of installations ran a version or a newer one; half-life in weeks",
                columns: [
                    "Version", "First seen", "Half", "Half from", "Half to", "90 %", "90 % from", "90 % to",
                    "Half-life",
                    "Half-life from", "Half-life to",
                ], rows: rows))
    }

    private func uptakeSentences(_ uptakes: [ReleaseUptake]) -> [String] {
        if let reason = alone ?? sheet.shortage(sheet.seen) { return [reason] }
        let spread = uptakes.filter { $0.isFirstWeekKnown }.prefix(3).map { spreadSentence($0) }
        let leaving = uptakes.compactMap { uptake in
            uptake.halfLife.map { life in
                let bounds = uptake.halfLifeInterval.map {
                    " (\(Words.oneDecimal($0.lowerBound))–\(Words.oneDecimal($0.upperBound)))"
                }
                return "The share of \(uptake.version) halves every \(Words.oneDecimal(life)) weeks\(bounds ?? "")."
            }
        }
        let sentences = spread + leaving.prefix(3)
        return sentences.isEmpty
            ? ["Not enough data: no release was made since \(sheet.history.weeks.lowerBound), as far as is known."]
            : Array(sentences)
    }

    private func spreadSentence(_ uptake: ReleaseUptake) -> String {
        let start = "\(uptake.version) was first seen in \(Words.week(uptake.firstWeek));"
        guard let half = uptake.half else {
            return "\(start) fewer than half of the installations run it or a newer version so far."
        }
        let first = "\(start) half of the installations ran it or a newer version \(after(half))"
        guard let ninety = uptake.ninety else { return "\(first), 90 % do not yet." }
        return "\(first), 90 % \(after(ninety))."
    }

    /// Why there is no answer under a version filter; `nil` without one.
    private var alone: String? {
        sheet.notToldAlone("it cannot be said what came before or after")
    }

    /// The upper end of a milestone's interval; nothing if it is not reached at all.
    private func latest(_ milestone: ReleaseUptake.Milestone?) -> FigureTable.Figure {
        milestone.map { $0.latest.map { .count($0) } ?? .unbounded } ?? .none
    }

    /// `after 6 weeks (5–8)`; `after 6 weeks (5 or more)` while the upper end is not known.
    private func after(_ milestone: ReleaseUptake.Milestone) -> String {
        if milestone.latest == 0 { return "in the same week" }
        let weeks = "after \(Words.count(milestone.weeks, "week"))"
        if milestone.earliest == milestone.latest { return weeks }
        let bounds = milestone.latest.map { "(\(milestone.earliest)–\($0))" } ?? "(\(milestone.earliest) or more)"
        return "\(weeks) \(bounds)"
    }

    private var fallBacks: Answer {
        let all = FallBack.all(sheet.history)
        let rows = all.map { back in
            FigureTable.Row(
                name: "\(back.from) to \(back.to)",
                figures: FigureTable.Figure.of(back.departures) + [
                    .text(back.weeks.lowerBound.description), .text(back.weeks.upperBound.description),
                ])
        }
        let told = all.filter { $0.departures.n >= SheetContext.fewest }
        var sentences = told.prefix(3).map { back in
            "\(Words.installations(back.count)) went back from \(back.from) to \(back.to) in \(Words.weeks(back.weeks)): "
                + "\(Words.share(back.departures)) of all changes from \(back.from), n = "
                + "\(Words.number(back.departures.n))."
        }
        if sentences.isEmpty {
            let times = all.reduce(0) { $0 + $1.count }
            sentences = [
                alone ?? sheet.shortage(sheet.seen)
                    ?? (times == 0
                        ? "No installation went back to an older version in \(Words.weeks(sheet.history.weeks))."
                        : "Hardly anybody went back to an older version: \(Words.count(times, "change")) in "
                            + "\(Words.weeks(sheet.history.weeks)).")
            ]
        }
        return Answer(
            id: "fall-backs", title: "Who went back", sentences: Array(sentences), chart: nil,
            table: FigureTable(
                caption: "Changes to an older version",
                columns: ["Change", "Of all changes from it", "From", "To", "Changes", "n", "First", "Last"],
                rows: rows))
    }
}
