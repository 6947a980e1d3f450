// SPDX-License-Identifier: MIT

internal import TelemetryInsights

/// A figure as the tables of the pages write it.
enum FigureText {
    /// `nil` for what is not known.
    static func text(of figure: FigureTable.Figure) -> String? {
        switch figure {
        case .text(let text): text
        case .count(let count): Words.number(count)
        // Changes of shares may be negative.
        case .share(let share) where share < 0: share.isFinite ? "−" + Words.percent(-share) : nil
        case .share(let share): share.isFinite ? Words.percent(share) : nil
        case .none: nil
        }
    }
}
