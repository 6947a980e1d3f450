// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// A figure as the tables of the pages write it.
enum FigureText {
    /// `nil` for what is not known.
    static func text(of figure: FigureTable.Figure) -> String? {
        figure.isKnown ? figure.words : nil
    }
}
