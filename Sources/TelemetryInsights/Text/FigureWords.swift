// SPDX-License-Identifier: MIT

extension FigureTable.Figure {
    /// As reports show it: `17.1 %`, `1 234`, and a dash for what is not known.
    package var words: String {
        switch self {
        case .text(let text): text
        case .count(let count): Words.number(count)
        case .share(let share): share < 0 ? Self.negative(share) : Words.percent(share)
        case .none: "–"
        }
    }

    /// `−1.2 %`, and `>−0.1 %` for what is hardly below 0.
    private static func negative(_ share: Double) -> String {
        let percent = Words.percent(-share)
        return percent.hasPrefix("<") ? ">−" + percent.dropFirst() : "−" + percent
    }
}
