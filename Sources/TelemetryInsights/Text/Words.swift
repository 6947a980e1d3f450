// SPDX-License-Identifier: MIT

package import TelemetryStore
package import TelemetryWire

/// Figures as the sentences of answers say them: English, without a locale.
///
/// Digits are grouped by, and percent signs stand behind, a narrow no-break space.
package enum Words {
    package static let thinSpace = "\u{202F}"

    /// `1 234 567`; numbers of four digits stay together.
    package static func number(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, digits.count > 4, (digits.count - index).isMultiple(of: 3) { text += thinSpace }
            text.append(digit)
        }
        return text
    }

    /// `1 installation`, `2 installations`.
    package static func count(_ count: Int, _ thing: String, plural: String? = nil) -> String {
        "\(number(count)) \(count == 1 ? thing : plural ?? thing + "s")"
    }

    /// `1 234 567 installations`
    package static func installations(_ count: Int) -> String { self.count(count, "installation") }

    /// `17.1 %`
    package static func percent(_ share: Double) -> String { digits(share) + thinSpace + "%" }

    /// `3 %`, where the exact share does not matter; `<1 %` and `>99 %` for what is not quite none and not quite all.
    package static func roundPercent(_ share: Double) -> String {
        let whole = (min(max(share.isNaN ? 0 : share, 0), 1) * 100).rounded()
        let text = share > 0 && whole == 0 ? "<1" : share < 1 && whole == 100 ? ">99" : "\(Int(whole))"
        return text + thinSpace + "%"
    }

    /// `(14.2–20.4)`: the bounds in percent.
    package static func interval(_ bounds: ClosedRange<Double>) -> String {
        "(\(digits(bounds.lowerBound))–\(digits(bounds.upperBound)))"
    }

    /// `17.1 % (14.2–20.4)`; `an unknown share` if nothing was observed.
    package static func share(_ proportion: Proportion) -> String {
        guard let share = proportion.share, let interval = proportion.interval else { return "an unknown share" }
        return "\(percent(share)) \(self.interval(interval))"
    }

    /// `0.4 points`: a difference of two shares, without its sign.
    package static func points(_ difference: Double) -> String {
        let size = difference.magnitude
        let tenths = size.isFinite ? (size * 1000).rounded() / 10 : 0
        if size > 0, tenths == 0 { return "<0.1 points" }
        return tenths == 1 ? "1 point" : "\(oneDecimal(tenths)) points"
    }

    /// `3.5`; `12.0`
    package static func oneDecimal(_ number: Double) -> String {
        let tenths = number.isFinite ? (min(max(number, -1e12), 1e12) * 10).rounded() : 0
        let sign = tenths < 0 ? "−" : ""
        let whole = Int(tenths.magnitude)
        return "\(sign)\(whole / 10).\(whole % 10)"
    }

    /// `1.87`: for numbers that are not shares, such as ratios.
    package static func twoDecimals(_ number: Double) -> String {
        let hundredths = number.isFinite ? (min(max(number, -1e12), 1e12) * 100).rounded() : 0
        let whole = Int(hundredths.magnitude)
        return "\(hundredths < 0 ? "−" : "")\(whole / 100).\(whole / 10 % 10)\(whole % 10)"
    }

    /// `week 2026-W46`
    package static func week(_ week: ISOWeek) -> String { "week \(week)" }

    /// `week 2026-W46`, or `weeks 2026-W34 to 2026-W46`.
    package static func weeks(_ weeks: ClosedRange<ISOWeek>) -> String {
        weeks.lowerBound == weeks.upperBound
            ? week(weeks.lowerBound) : "weeks \(weeks.lowerBound) to \(weeks.upperBound)"
    }

    /// `2027-03-01`
    package static func date(_ day: UTCDay) -> String { day.description }

    /// `a`, `a and b`, `a, b and c`.
    package static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    /// One decimal. Promises: only exactly 0 reads `0`, only exactly 1 reads `100`; what lies outside counts as the nearer end.
    private static func digits(_ share: Double) -> String {
        guard share > 0 else { return "0" }
        guard share < 1 else { return "100" }
        let tenths = Int((share * 1000).rounded())
        switch tenths {
        case 0: return "<0.1"
        case 1000: return ">99.9"
        default: return "\(tenths / 10).\(tenths % 10)"
        }
    }
}
