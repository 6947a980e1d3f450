// SPDX-License-Identifier: MIT

import TelemetryWire

/// Ed25519 public keys that nobody needs a secret for: the eight points of small order, in every spelling.
///
/// A signature can be made up that fits such a key and any message, or every few, so it proves nothing.
enum SmallOrderKeys {
    /// The y coordinates, lowest byte first: 0, 1 and -1, the two of order 8, and 0 and 1 once more with the prime added.
    private static let coordinates = Set(
        [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ].compactMap(Hex.decode))

    /// - Parameter key: 32 bytes: the y coordinate, with the sign of the x coordinate in the highest bit.
    static func contains(_ key: [UInt8]) -> Bool {
        var coordinate = key
        if let last = key.last { coordinate[key.count - 1] = last & 0x7F }
        return coordinates.contains(coordinate)
    }
}
