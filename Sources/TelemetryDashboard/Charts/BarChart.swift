// SPDX-License-Identifier: MIT

package import TelemetryInsights

/// A list of proportions, each as a labelled bar on the same scale from 0 to 100 %.
package struct BarChart: Sendable, Equatable {
    /// A proportion with its words.
    package struct Row: Sendable, Equatable {
        /// Shown up to `labelLimit` characters.
        package let label: String
        /// A sentence below the label.
        package let note: String?
        package let proportion: Proportion
        /// What the percentage is made from, `48 of 77` for example.
        package let detail: String

        package init(label: String, note: String? = nil, proportion: Proportion, detail: String) {
            self.label = label
            self.note = note
            self.proportion = proportion
            self.detail = detail
        }
    }

    /// How the rows use the room that a wide column gives them; in a narrow one both look the same.
    package enum Style: String, Sendable {
        /// Words beside the bar: for a few rows with notes.
        case roomy
        /// One line of words above the bar: for many short rows.
        case compact
    }

    /// How much of a label the chart shows; the table below it shows all.
    package static let labelLimit = 40

    /// Begins the identifiers of the chart's elements: letters, unique on the page.
    package let id: String
    /// What the chart shows, for those who do not see it.
    package let name: String
    package let rows: [Row]
    package let style: Style

    package init(id: String, name: String, rows: [Row], style: Style) {
        self.id = id
        self.name = name
        self.rows = rows
        self.style = style
    }
}
