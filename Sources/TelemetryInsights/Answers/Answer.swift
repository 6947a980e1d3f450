// SPDX-License-Identifier: MIT

/// What somebody asked, answered: in sentences, as a chart, and as the table behind the chart.
///
/// Pages, the terminal, Markdown, CSV and JSON all show this same value.
package struct Answer: Sendable, Equatable {
    /// Names the answer in addresses and element identifiers: lowercase letters, digits and hyphens; unique on a page.
    package let id: String
    /// A short heading: `Features in use`.
    package let title: String
    /// Each states what was found, its 95 % interval, n, coverage and dates, as far as they apply. The first stands alone.
    package let sentences: [String]
    /// `nil` if there is nothing to draw; the sentences then say why.
    package let chart: Chart?
    /// The figures of the chart, exact.
    package let table: FigureTable

    package init(id: String, title: String, sentences: [String], chart: Chart?, table: FigureTable) {
        self.id = id
        self.title = title
        self.sentences = sentences
        self.chart = chart
        self.table = table
    }
}

/// What is drawn. Shares are from 0 to 1.
package enum Chart: Sendable, Equatable {
    /// One bar for each share, with a whisker for its interval.
    case bars([ShareBar])
    /// Lines over weeks, each perhaps with a band for its intervals.
    case lines(TimeChart)
    /// Shares of a whole over weeks, one upon the other.
    case stack(TimeChart)
    /// Cells coloured by share: rows and columns with names.
    case matrix(MatrixChart)
}

package struct ShareBar: Sendable, Equatable {
    package let label: String
    /// A sentence below the label.
    package let note: String?
    package let proportion: Proportion
    /// Where the label leads: a path below the pages' root, `features/mqtt`; `nil` if nowhere.
    package let link: String?

    package init(label: String, note: String? = nil, proportion: Proportion, link: String? = nil) {
        self.label = label
        self.note = note
        self.proportion = proportion
        self.link = link
    }
}

/// Values over a row of weeks, which are named by their Mondays.
package struct TimeChart: Sendable, Equatable {
    package enum Unit: Sendable, Equatable {
        /// From 0 to 1, shown in percent.
        case share
        /// A whole number of installations.
        case count
    }

    package struct Series: Sendable, Equatable {
        package let name: String
        /// One for each week; `nil` where nothing is known.
        package let values: [Double?]
        /// The bounds of each value; empty if there are none.
        package let bounds: [ClosedRange<Double>?]

        package init(name: String, values: [Double?], bounds: [ClosedRange<Double>?] = []) {
            self.name = name
            self.values = values
            self.bounds = bounds
        }
    }

    package let unit: Unit
    /// The names of the weeks from the oldest to the newest: `2026-W47`.
    package let weeks: [String]
    package let series: [Series]
    /// From which position on the values are forecasts; `nil` if none is.
    package let forecastFrom: Int?

    package init(unit: Unit, weeks: [String], series: [Series], forecastFrom: Int? = nil) {
        self.unit = unit
        self.weeks = weeks
        self.series = series
        self.forecastFrom = forecastFrom
    }
}

/// A table whose cells are coloured by their share.
package struct MatrixChart: Sendable, Equatable {
    /// What the shares are shares of, in a sentence.
    package let meaning: String?
    package let columns: [String]
    package let rows: [Row]

    package struct Row: Sendable, Equatable {
        package let name: String
        /// One for each column; `nil` where there is nothing.
        package let shares: [Double?]

        package init(name: String, shares: [Double?]) {
            self.name = name
            self.shares = shares
        }
    }

    package init(meaning: String? = nil, columns: [String], rows: [Row]) {
        self.meaning = meaning
        self.columns = columns
        self.rows = rows
    }
}

/// Exact figures with names, for people and for programs.
package struct FigureTable: Sendable, Equatable {
    package enum Figure: Sendable, Equatable {
        case text(String)
        case count(Int)
        /// From 0 to 1: percent for people, the number for programs.
        case share(Double)
        /// A difference of two shares, from -1 to 1: points for people, the number for programs.
        case difference(Double)
        /// Any other number, shown with so many decimals; programs get all of them.
        case number(Double, decimals: Int)
        /// The upper end of an interval that has none: what is asked for has not happened yet.
        case unbounded
        /// Not known.
        case none
    }

    package struct Row: Sendable, Equatable {
        package let name: String
        package let figures: [Figure]

        package init(name: String, figures: [Figure]) {
            self.name = name
            self.figures = figures
        }
    }

    /// What the table shows, in a few words.
    package let caption: String
    /// The titles of all columns, that of the names first.
    package let columns: [String]
    package let rows: [Row]

    package init(caption: String, columns: [String], rows: [Row]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }
}
