// SPDX-License-Identifier: MIT

/// This project's ID: a fingerprint of the host, which never leaves it, under a secret of 32 random bytes.
struct SecretID {
    private let fingerprints: GuessedHMAC
    private let ids: GuessedHMAC
    private let addressInMessage: Int
    private let fingerprintInMessage: Int

    init(_ host: Host, secret: [UInt8]) {
        let address = host.address.flatMap { [Host.digit(Int($0) >> 4), Host.digit(Int($0))] }
        var message = Array("butler-sos/telemetry-fingerprint/v1".utf8) + [0]
        addressInMessage = message.count + 4
        let others = [host.ipv4, host.repositoryHost, host.systemID].map { Array($0.utf8) }
        for ingredient in [address] + others {
            message += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ingredient.count >> $0) } + ingredient
        }
        fingerprints = GuessedHMAC(key: address, message: message)
        let label = Array("butler-sos/telemetry-id/v2".utf8) + [0]
        fingerprintInMessage = label.count
        ids = GuessedHMAC(key: secret, message: label + [UInt8](repeating: 0, count: 32))
    }

    func fingerprint() -> Code { fingerprints.code() }

    /// The same for another MAC address of the vendor.
    func fingerprint(number: Int) -> Code {
        var rest = number
        for index in stride(from: 11, through: 6, by: -1) {
            let byte = Host.digit(rest)
            fingerprints.setKey(index, to: byte)
            fingerprints.setMessage(addressInMessage + index, to: byte)
            rest >>= 4
        }
        return fingerprints.code()
    }

    func id(of fingerprint: Code) -> Code {
        ids.setMessage(fingerprintInMessage, to: fingerprint)
        return ids.code()
    }

    /// The ID under a toy secret: 20 bits that are guessed, and 236 that the guesser is given.
    func id(of fingerprint: Code, toySecret: Int) -> Code {
        for index in 0..<3 { ids.setKey(index, to: UInt8(truncatingIfNeeded: toySecret >> (8 * index))) }
        return id(of: fingerprint)
    }

    static let toySecrets = 1 << 20
}
