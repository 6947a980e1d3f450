// SPDX-License-Identifier: MIT

extension FigureTable.Figure {
    /// As reports show it: `17.1 %`, `−1.2 points`, `1 234`, and a dash for what is not known.
    package var words: String { isKnown ? knownWords : "–" }

    /// False for what is not known, and for what is no number.
    package var isKnown: Bool {
        switch self {
        case .text, .count, .unbounded: true
        case .share(let number), .difference(let number), .number(let number, _): number.isFinite
        case .none: false
        }
    }

    private var knownWords: String {
        switch self {
        case .text(let text): text
        case .count(let count): Words.number(count)
        case .share(let share): Self.signed(Words.percent(share.magnitude), isNegative: share < 0)
        case .difference(let share): Self.signed(Words.points(share), isNegative: share < 0)
        case .number(let number, let decimals):
            decimals == 1 ? Words.oneDecimal(number) : Words.twoDecimals(number)
        case .unbounded: "or more"
        case .none: ""
        }
    }

    /// `−1.2 %`, and `>−0.1 %` for what is hardly below 0.
    private static func signed(_ size: String, isNegative: Bool) -> String {
        guard isNegative else { return size }
        return size.hasPrefix("<") ? ">−" + size.dropFirst() : "−" + size
    }
}
