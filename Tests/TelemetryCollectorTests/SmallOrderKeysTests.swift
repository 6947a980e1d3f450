// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import TelemetryCollector
import TelemetryStore
import TelemetryWire
import Testing

/// Keys under which anybody can sign.
struct SmallOrderKeysTests {
    private let collector = Collector()

    /// The spellings of the eight points of small order: each y coordinate, below 2^255, with either sign of x.
    private static let keys: [[UInt8]] = {
        let prime = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
        func plus(_ bytes: [UInt8], _ low: Int) -> [UInt8] { [UInt8(Int(bytes[0]) + low)] + bytes.dropFirst() }
        let zero = [UInt8](repeating: 0, count: 32)
        let ofOrder8 = [
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        ].compactMap(Hex.decode)
        let coordinates = [zero, plus(zero, 1), plus(prime, -1), prime, plus(prime, 1)] + ofOrder8
        return coordinates.flatMap { [$0, $0.dropLast() + [$0[31] | 0x80]] }
    }()

    /// The neutral element and zero: with a key of order n this fits every n-th message or so.
    private static let signature = [UInt8(1)] + [UInt8](repeating: 0, count: 63)

    /// A counter with which `signature` fits the message, if the key were accepted.
    private static func counter(forging message: SignedMessage, key: [UInt8]) throws -> UInt64? {
        let publicKey = try Curve25519.Signing.PublicKey(rawRepresentation: key)
        return (1...500).first { publicKey.isValidSignature(signature, for: message.bytes(counter: $0)) }
    }

    private static func headers(key: [UInt8], counter: UInt64) -> HTTPFields {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.telemetryKey] = Base64URL.encode(key)
        headers[.telemetryCounter] = String(counter)
        headers[.telemetrySignature] = Base64URL.encode(signature)
        return headers
    }

    @Test func `are all known, and most of them would let anybody sign`() throws {
        #expect(Set(Self.keys).count == 14)
        let message = SignedMessage.report(Sender().body())
        let forged = try Self.keys.filter { try Self.counter(forging: message, key: $0) != nil }
        #expect(forged.count >= 8)
    }

    @Test(arguments: keys)
    func `sign no report, no read-back and no erasure`(_ key: [UInt8]) async throws {
        let sender = Sender()
        let path = TelemetryHTTP.installationPath(id: sender.id)
        for (method, path, body, message) in [
            (.post, TelemetryHTTP.reportPath, sender.body(), .report(sender.body())),
            (.get, path, [], .read(id: sender.id)), (.delete, path, [], .erase(id: sender.id)),
        ] as [(HTTPRequest.Method, String, [UInt8], SignedMessage)] {
            let counter = try Self.counter(forging: message, key: key) ?? 1
            let response = try await collector.send(method, path, body, Self.headers(key: key, counter: counter))
            #expect(response.problem == "signature-invalid", "\(method)")
        }
        #expect(collector.counts() == ["reason=signature-invalid": 3])
        #expect(await collector.installations() == 0)
    }

    @Test(arguments: keys)
    func `sign no report in a file`(_ key: [UInt8]) async throws {
        let body = Sender().body()
        let counter = try Self.counter(forging: .report(body), key: key) ?? 1
        let report = SignedReport(key: key, counter: counter, signature: Self.signature, body: body)
        await #expect(throws: Problem.signatureInvalid) {
            try await collector.ingest.receive(report, history: collector.store)
        }
    }
}
