// SPDX-License-Identifier: MIT

/// Numbers in the attributes of drawings, all of which lie in boxes at most 100 wide and high.
package enum Coordinate {
    /// A number with at most two decimals, moved into 0 to 100.
    package static func text(_ value: Double) -> String {
        guard value > 0 else { return "0" }
        let hundredths = Int((min(value, 100) * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        if rest == 0 { return "\(whole)" }
        if rest.isMultiple(of: 10) { return "\(whole).\(rest / 10)" }
        return rest < 10 ? "\(whole).0\(rest)" : "\(whole).\(rest)"
    }
}
