// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import TelemetryWire
import Testing

@testable import TelemetryClient

struct InstallSecretTests {
    private static func secret(_ first: UInt8 = 0) throws -> InstallSecret {
        try #require(InstallSecret((0..<32).map { first &+ $0 }))
    }

    private static let fingerprint = TelemetryIdentity.Ingredients.sample().fingerprint
    private static let service = "butler-sos"

    @Test func `makes the ID of the published vector`() throws {
        let expected = "8351d36431ea96a85b7bbe6e4b83a4c982944212abeec9fa3e3a60323d2e6676"
        #expect(try Self.secret().id(for: Self.fingerprint, of: Self.service) == expected)
        #expect(try Self.secret(1).id(for: Self.fingerprint, of: Self.service) != expected)
    }

    @Test func `makes the key of the published vector`() throws {
        let key = try Self.secret().signingKey(of: Self.service).publicKey.rawRepresentation
        #expect(Hex.encode(key) == "cc32210daa1d8a708ffd24df70f049d610c31258b649c078f7de639ca84d9375")
    }

    @Test func `makes a key that the published signature fits`() throws {
        let signature = try #require(
            Hex.decode(
                "0486f225a42af341a3a36dd4c9c644cbe5a0830727523bd9ef3d2972ae68b511"
                    + "c00079456dc758e148f888d4b1d454225ac968d6bab3fa21cdf94168b2750a0b"))
        let key = try Self.secret().signingKey(of: Self.service).publicKey
        let body = Array("{\"schemaVersion\":2}".utf8)
        #expect(key.isValidSignature(Data(signature), for: Data(SignedMessage.report(body).bytes(counter: 1))))
        #expect(!key.isValidSignature(Data(signature), for: Data(SignedMessage.report(body).bytes(counter: 2))))
    }

    @Test func `signs so that its public key agrees`() throws {
        let key = try Self.secret(7).signingKey(of: Self.service)
        let message = Data(SignedMessage.report([1, 2, 3]).bytes(counter: 9))
        #expect(key.publicKey.isValidSignature(try key.signature(for: message), for: message))
    }

    @Test(arguments: [0, 1, 31, 33, 64])
    func `has exactly thirty-two bytes`(_ count: Int) {
        #expect(InstallSecret([UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func `is another one each time`() {
        #expect(InstallSecret() != InstallSecret())
        #expect(InstallSecret(random: { 7 }) == InstallSecret([UInt8](repeating: 7, count: 32)))
    }

    @Test func `is never printed`() throws {
        let secret = try #require(InstallSecret([UInt8](repeating: 0xAB, count: 32)))
        #expect("\(secret)" == "<redacted>")
        #expect(String(describing: secret) == "<redacted>")
        #expect("\([secret])".contains("<redacted>"))
    }

    @Test func `spreads the phase over the period, and keeps it`() throws {
        let period = Duration.seconds(43_200)
        var phases: [Duration] = []
        for byte in UInt8.min ... .max {
            let secret = try #require(InstallSecret([UInt8](repeating: byte, count: 32)))
            #expect(secret.phase(within: period, of: Self.service) == secret.phase(within: period, of: Self.service))
            phases.append(secret.phase(within: period, of: Self.service))
        }
        #expect(phases.allSatisfy { $0 >= .zero && $0 < period })
        #expect(Set(phases).count == 256)
        // All four quarters of the period are used.
        for quarter in 0..<4 {
            let range = period / 4 * quarter..<period / 4 * (quarter + 1)
            #expect(phases.count { range.contains($0) } > 30)
        }
    }

    @Test func `makes other digests for other labels and values`() throws {
        let secret = try Self.secret()
        let all = [
            secret.digest(of: "a", label: "x", service: Self.service),
            secret.digest(of: "a", label: "y", service: Self.service),
            secret.digest(of: "b", label: "x", service: Self.service),
            secret.digest(of: "a", label: "x", service: "other-service"),
            try Self.secret(1).digest(of: "a", label: "x", service: Self.service),
        ]
        #expect(Set(all).count == 5)
        #expect(all.allSatisfy { $0.utf8.count == 64 })
    }

    @Test func `links nothing if two services are given the same secret`() throws {
        let secret = try Self.secret()
        let other = "other-service"
        #expect(secret.id(for: Self.fingerprint, of: other) != secret.id(for: Self.fingerprint, of: Self.service))
        let keys = try [Self.service, other].map { try secret.signingKey(of: $0).publicKey.rawRepresentation }
        #expect(keys.first != keys.last)
        let period = Duration.seconds(43_200)
        #expect(secret.phase(within: period, of: other) != secret.phase(within: period, of: Self.service))
    }
}
