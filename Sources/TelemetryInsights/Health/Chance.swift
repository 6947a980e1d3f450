// SPDX-License-Identifier: MIT

/// What chance does to a count, if each of many could happen independently (Poisson).
enum Chance {
    /// 0.1 %: less likely than that is not put down to chance.
    static let level = 0.001
    /// The quantile of the normal distribution that leaves 0.1 % on one side.
    private static let quantile = 3.090_232

    /// True if so few, or fewer, come up in less than 0.1 % of cases.
    static func isTooFew(_ count: Int, expected: Int) -> Bool {
        guard count < expected else { return false }
        return probability(atMost: count, expected: Double(expected)) < level
    }

    /// True if so many, or more, come up in less than 0.1 % of cases.
    static func isTooMany(_ count: Int, expected: Int) -> Bool {
        guard count > expected else { return false }
        return 1 - probability(atMost: count - 1, expected: Double(expected)) < level
    }

    private static func probability(atMost count: Int, expected: Double) -> Double {
        let spread = expected.squareRoot()
        // Far from what is expected, and for large counts, only on which side of the level it is matters.
        if expected > 400 { return Double(count) + 0.5 < expected - quantile * spread ? 0 : isBeyond(count, expected) }
        if Double(count) > expected + 10 * spread + 20 { return 1 }
        var term = Double.exponential(-expected)
        var sum = term
        for step in stride(from: 1, through: count, by: 1) {
            term *= expected / Double(step)
            sum += term
        }
        return sum
    }

    private static func isBeyond(_ count: Int, _ expected: Double) -> Double {
        Double(count) + 0.5 > expected + quantile * expected.squareRoot() ? 1 : 0.5
    }
}
