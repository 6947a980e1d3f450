// SPDX-License-Identifier: MIT

import SeededNumbers

extension SplitMix64 {
    /// A seed of its own for a path of numbers below a seed.
    static func seed(_ seed: UInt64, _ path: Int...) -> UInt64 {
        var random = SplitMix64(seed: seed, path)
        return random.next()
    }

    /// 32 hexadecimal digits in the grouping of a GUID, which says of itself that it is a random one: version 4.
    mutating func guid() -> String {
        let version = next() & ~0xF000 | 0x4000
        let variant = next() & ~(0xC << 60) | 0x8 << 60
        let digits = Self.hexadecimal(version) + Self.hexadecimal(variant)
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
