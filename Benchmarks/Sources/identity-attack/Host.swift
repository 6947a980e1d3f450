// SPDX-License-Identifier: MIT

/// What IDs are made from. A guesser knows all of it but the last three bytes of the MAC address.
struct Host {
    /// The vendor, which a guesser knows.
    var vendor: [UInt8] = [0x00, 0x50, 0x56]
    /// The 24 bits of the MAC address that the vendor counts up.
    var number: Int
    var ipv4: String
    var repositoryHost: String
    /// 32 digits, or nothing.
    var systemID: String

    /// How many MAC addresses a vendor's prefix has.
    static let numbers = 1 << 24

    var address: [UInt8] { vendor + [16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }

    /// The lowest four bits as a hexadecimal digit.
    static func digit(_ number: Int) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: number & 15)
        return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }
}
