// SPDX-License-Identifier: MIT

/// The ID of the original: HMAC-SHA256 with the MAC address as key over MAC address, IPv4 address and system ID.
struct OriginalID {
    private let hmac: GuessedHMAC

    init(_ host: Host) {
        let address = host.address.flatMap { byte in
            [Host.digit(Int(byte) >> 4), Host.digit(Int(byte)), UInt8(ascii: ":")]
        }.dropLast()
        hmac = GuessedHMAC(key: Array(address), message: address + Array((host.ipv4 + host.systemID).utf8))
    }

    func id() -> Code { hmac.code() }

    /// The same for another MAC address of the vendor.
    func id(number: Int) -> Code {
        var rest = number
        // The last three pairs of `00:50:56:ab:cd:ef`, backwards.
        for index in [16, 15, 13, 12, 10, 9] {
            let byte = Host.digit(rest)
            hmac.setKey(index, to: byte)
            hmac.setMessage(index, to: byte)
            rest >>= 4
        }
        return hmac.code()
    }
}
