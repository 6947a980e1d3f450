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
        /// The address that the label leads to.
        package let address: String?

        package init(
            label: String, note: String? = nil, proportion: Proportion, detail: String, address: String? = nil
        ) {
            self.label = label
            self.note = note
            self.proportion = proportion
            self.detail = detail
            self.address = address
        }
    }

    /// How much of a label the chart shows; the table below it shows all.
    package static let labelLimit = 40

    /// Begins the identifiers of the chart's elements: as an answer's, unique on the page.
    package let id: String
    /// What the chart shows, for those who do not see it.
    package let name: String
    package let rows: [Row]

    package init(id: String, name: String, rows: [Row]) {
        self.id = id
        self.name = name
        self.rows = rows
    }
}
