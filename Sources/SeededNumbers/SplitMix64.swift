// SPDX-License-Identifier: MIT

/// A small random generator whose sequence depends on nothing but its seed.
///
/// Promises: the same numbers for the same seed on every machine and with every version of the standard library, as long as
/// they are drawn with the methods below. It is no source of secrets.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator that starts from a seed.
    package init(seed: UInt64) { state = seed }

    /// A generator of its own for each path of numbers below a seed, so that one thing drawn more does not shift the
    /// others.
    package init(seed: UInt64, _ path: Int...) { self.init(seed: seed, path) }

    /// The same for a path that is a list.
    package init(seed: UInt64, _ path: [Int]) {
        self.init(seed: seed)
        for number in path { state = next() ^ UInt64(bitPattern: Int64(number)) }
    }

    /// 64 random bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, 1.
    package mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// A whole number of the range, each as likely as the next.
    package mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(fraction() * Double(range.count))
    }

    /// True in `probability` of all cases.
    package mutating func chance(_ probability: Double) -> Bool { fraction() < probability }

    /// 32 random bytes.
    package mutating func bytes32() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for _ in 0..<4 {
            let bits = next()
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
            }
        }
        return bytes
    }

    /// The elements in another order.
    package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in result.indices.dropFirst().reversed() { result.swapAt(last, number(in: 0...last)) }
        return result
    }
}
