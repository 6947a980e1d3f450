// SPDX-License-Identifier: MIT

import SeededNumbers

extension SplitMix64 {
    /// A seed of its own for a path of numbers below a seed.
    static func seed(_ seed: UInt64, _ path: Int...) -> UInt64 {
        var random = SplitMix64(seed: seed, path)
        return random.next()
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
