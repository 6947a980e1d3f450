// SPDX-License-Identifier: MIT

/// A quick hash of bytes. Who does not know the seed cannot find texts with the same hash, short of trying.
package struct ByteHash: Sendable {
    private let seed: UInt64
    /// Odd, so that no word is lost by multiplying.
    private let factor: UInt64

    package init(seed: UInt64) {
        self.seed = seed
        factor = Self.mix(seed ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93) | 1
    }

    /// Not negative.
    package func value(of bytes: UnsafeRawBufferPointer) -> Int {
        var hash = seed
        var position = 0
        while position + 8 <= bytes.count {
            hash = Self.mix(hash ^ bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self), factor)
            position += 8
        }
        var rest: UInt64 = 0
        while position < bytes.count {
            rest = rest << 8 | UInt64(bytes[position])
            position += 1
        }
        // The number of bytes has a step of its own, so that no byte makes up for one byte more or less.
        hash = Self.mix(Self.mix(hash ^ rest, factor) ^ UInt64(truncatingIfNeeded: bytes.count), factor)
        return Int(truncatingIfNeeded: hash >> 1)
    }

    /// Both halves of the product, one upon the other.
    private static func mix(_ value: UInt64, _ factor: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}
