// SPDX-License-Identifier: MIT

/// What a version looks like.
enum VersionShape: Sendable {
    /// Digits joined by `.`, `_` or `._`, two bytes at least: `126.0.0.0`, `10_15_7`, `98`, not `9`.
    case number
    /// Groups of digits with dots between them, so many.
    case groups(ClosedRange<Int>)
    /// Groups of digits with underscores or blanks between them.
    case spacedGroups
    /// The same, right before ` like Mac OS X`.
    case spacedGroupsLikeMac
    /// A digit, then digits and dots, two bytes at least.
    case digitsAndDots
    /// Digits and dots right before `x`: `2.` of `2.X`.
    case digitsAndDotsBeforeX
    /// Digits and dots up to the end of the text.
    case digitsAndDotsAtEnd
    /// Whatever there is up to a blank.
    case untilBlank
    /// `NT` or `XP`, and a version of one or two digits, a dot and a digit if there is one.
    case windows

    /// At least two groups of digits.
    static let dotted = groups(2...Int.max)
    /// At least one group of digits.
    static let plain = groups(1...Int.max)

    /// The end of the version that starts at a position; `nil` if there is none.
    func end(from start: Int, in text: FoldedText) -> Int? {
        switch self {
        case .number: return Self.endOfNumber(from: start, in: text)
        case .groups(let allowed): return Self.endOfGroups(allowed, from: start, in: text)
        case .spacedGroups: return Self.endOfSpacedGroups(from: start, in: text)
        case .spacedGroupsLikeMac:
            let end = Self.endOfSpacedGroups(from: start, in: text)
            return end.flatMap { text.has(" like mac os x", at: $0) ? $0 : nil }
        case .digitsAndDots:
            let end = text.end(from: start) { $0.isDigitOrDot }
            return text[start].isDigit && end - start >= 2 ? end : nil
        case .digitsAndDotsBeforeX:
            let end = text.end(from: start) { $0.isDigitOrDot }
            return end > start && text[end] == UInt8(ascii: "x") ? end : nil
        case .digitsAndDotsAtEnd:
            let end = text.end(from: start) { $0.isDigitOrDot }
            return end > start && end == text.count ? end : nil
        case .untilBlank:
            var end = start
            while end < text.count, !text[end].isBlank { end += 1 }
            return end > start ? end : nil
        case .windows: return Self.endOfWindows(from: start, in: text)
        }
    }

    private static func endOfNumber(from start: Int, in text: FoldedText) -> Int? {
        var end = text.end(from: start) { $0.isDigit }
        guard end > start else { return nil }
        while true {
            var next = end
            if text[next] == UInt8(ascii: ".") { next += 1 }
            if text[next] == UInt8(ascii: "_") { next += 1 }
            guard text[next].isDigit else { return end - start >= 2 ? end : nil }
            end = text.end(from: next) { $0.isDigit }
        }
    }

    private static func endOfGroups(_ allowed: ClosedRange<Int>, from start: Int, in text: FoldedText) -> Int? {
        var end = text.end(from: start) { $0.isDigit }
        guard end > start else { return nil }
        var count = 1
        while count < allowed.upperBound, text[end] == UInt8(ascii: "."), text[end + 1].isDigit {
            end = text.end(from: end + 1) { $0.isDigit }
            count += 1
        }
        return count >= allowed.lowerBound ? end : nil
    }

    private static func endOfSpacedGroups(from start: Int, in text: FoldedText) -> Int? {
        var end = text.end(from: start) { $0.isDigit }
        guard end > start else { return nil }
        while text[end] == UInt8(ascii: "_") || text[end].isBlank, text[end + 1].isDigit {
            end = text.end(from: end + 1) { $0.isDigit }
        }
        return end
    }

    private static func endOfWindows(from start: Int, in text: FoldedText) -> Int? {
        guard text.has("nt", at: start) || text.has("xp", at: start) else { return nil }
        let end = start + 2
        guard text[end].isBlank, text[end + 1].isDigit else { return end }
        let dot = text[end + 2].isDigit ? end + 3 : end + 2
        return text[dot] == UInt8(ascii: ".") && text[dot + 1].isDigit ? dot + 2 : end
    }
}
