// SPDX-License-Identifier: MIT

/// Numbers as the pages write them: English, without a locale.
package enum NumberText {
    /// `1,234,567`
    package static func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// `62 %`, with a narrow no-break space.
    package static func percent(_ share: Double) -> String {
        percentDigits(share) + "\u{202F}%"
    }

    /// `51–72`: two percentages without their sign.
    package static func bounds(_ interval: ClosedRange<Double>) -> String {
        "\(percentDigits(interval.lowerBound))–\(percentDigits(interval.upperBound))"
    }

    /// Whole percent; one decimal below 10, where it matters for what may be dropped, and above 99.
    ///
    /// Promises: only exactly 0 reads `0` and only exactly 1 reads `100`; shares outside 0 to 1 count as the nearer
    /// end.
    private static func percentDigits(_ share: Double) -> String {
        guard share > 0 else { return "0" }
        guard share < 1 else { return "100" }
        let tenths = Int((share * 1000).rounded())
        switch tenths {
        case 0: return "<0.1"
        case 1000: return ">99.9"
        case ..<100, 991...: return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        default: return "\(Int((share * 100).rounded()))"
        }
    }
}
