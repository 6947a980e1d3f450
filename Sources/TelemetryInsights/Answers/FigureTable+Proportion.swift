// SPDX-License-Identifier: MIT

import TelemetryStore

extension FigureTable {
    /// The titles of what `Figure.of(_:)` gives.
    static let proportionColumns = proportionColumns(of: "Installations")

    /// - Parameter unit: what is counted.
    private static func proportionColumns(of unit: String) -> [String] { ["Share", "From", "To", unit, "n"] }

    /// Shares with their intervals, one in each row.
    init(
        caption: String, name: String, unit: String = "Installations",
        _ proportions: [(name: String, proportion: Proportion)]
    ) {
        self.init(
            caption: caption, columns: [name] + Self.proportionColumns(of: unit),
            rows: proportions.map { Row(name: $0.name, figures: Figure.of($0.proportion)) })
    }

    /// One share over weeks.
    init(caption: String, points: [WeekPoint]) {
        self.init(caption: caption, name: "Week", points.map { ($0.week.description, $0.proportion) })
    }

    /// Several shares over weeks, one in each column.
    init(caption: String, weeks: [ISOWeek], lines: [(name: String, points: [WeekPoint])]) {
        let rows = weeks.enumerated().map { index, week in
            Row(
                name: week.description,
                figures: lines.map { line in
                    line.points.indices.contains(index) ? .known(line.points[index].proportion.share) : .none
                })
        }
        self.init(caption: caption, columns: ["Week"] + lines.map(\.name), rows: rows)
    }
}

extension FigureTable.Figure {
    /// The share, its interval, how many, and of how many.
    static func of(_ proportion: Proportion) -> [FigureTable.Figure] {
        [
            known(proportion.share), known(proportion.interval?.lowerBound), known(proportion.interval?.upperBound),
            .count(proportion.successes), .count(proportion.n),
        ]
    }

    static func known(_ value: Double?) -> FigureTable.Figure { value.map { .share($0) } ?? .none }

    static func known(_ value: Int?) -> FigureTable.Figure { value.map { .count($0) } ?? .none }
}

extension TimeChart.Series {
    /// A share over weeks with its intervals.
    init(name: String, points: [WeekPoint], hasBounds: Bool = true) {
        self.init(
            name: name, values: points.map(\.proportion.share),
            bounds: hasBounds ? points.map(\.proportion.interval) : [])
    }
}
