// SPDX-License-Identifier: MIT

/// A small random generator whose sequence depends on nothing but its seed.
///
/// Promises: the same numbers for the same seed on every machine and with every version of the standard library. It is
/// no source of secrets.
struct SplitMix64: Sendable {
    private var state: UInt64

    /// A generator that starts from a seed.
    init(seed: UInt64) {
        self.state = seed
    }

    /// A generator of its own for each path of numbers below a seed, so that one thing drawn more does not shift the
    /// others.
    init(seed: UInt64, _ path: Int...) {
        self.init(seed: seed)
        descend(path)
    }

    /// A seed of its own for a path of numbers below a seed.
    static func seed(_ seed: UInt64, _ path: Int...) -> UInt64 {
        var random = SplitMix64(seed: seed)
        random.descend(path)
        return random.next()
    }

    private mutating func descend(_ path: [Int]) {
        for number in path {
            state = next() ^ UInt64(bitPattern: Int64(number))
        }
    }

    /// 64 random bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, 1.
    mutating func fraction() -> Double {
        Double(next() >> 11) / 9_007_199_254_740_992
    }

    /// A whole number of the range, each as likely as the next.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(fraction() * Double(range.count))
    }

    /// The elements in another order.
    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in result.indices.dropFirst().reversed() {
            result.swapAt(last, number(in: 0...last))
        }
        return result
    }

    /// 32 hexadecimal digits in the grouping of a GUID.
    mutating func guid() -> String {
        let digits = Self.hexadecimal(next()) + Self.hexadecimal(next())
        var text = ""
        for (position, digit) in digits.enumerated() {
            if position == 8 || position == 12 || position == 16 || position == 20 { text += "-" }
            text.append(digit)
        }
        return text
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
