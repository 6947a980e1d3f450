// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import TelemetryCollector
import TelemetryStore
import TelemetryWire
import Testing

struct PepperTests {
    private static let id = String(repeating: "5c", count: 32)
    private let pepper = Pepper(bytes: [UInt8](repeating: 1, count: 32))

    @Test func `hashes an ID with its key`() {
        let key = SymmetricKey(data: Data([UInt8](repeating: 1, count: 32)))
        let expected = Array(HMAC<SHA256>.authenticationCode(for: Data(Self.id.utf8), using: key))
        #expect(pepper.keyedID(of: Self.id).bytes == expected)
    }

    @Test func `gives another hash for another ID and another key`() {
        let other = Pepper(bytes: [UInt8](repeating: 2, count: 32))
        #expect(pepper.keyedID(of: Self.id) == pepper.keyedID(of: Self.id))
        #expect(pepper.keyedID(of: Self.id) != other.keyedID(of: Self.id))
        #expect(pepper.keyedID(of: Self.id) != pepper.keyedID(of: String(repeating: "5d", count: 32)))
    }

    @Test func `seals a digest so that only its own secret opens it`() {
        let digest = Array(SHA256.hash(data: Data("a body".utf8)))
        let sealed = pepper.seal(digest)
        #expect(sealed.count == 32 && sealed != digest && sealed == pepper.seal(digest))
        #expect(pepper.open(sealed) == digest)
        #expect(Pepper(bytes: [UInt8](repeating: 2, count: 32)).open(sealed) != digest)
        let other = pepper.seal(Array(SHA256.hash(data: Data("another body".utf8))))
        #expect(zip(sealed, other).count { $0 == $1 } < 8)
    }

    @Test func `is never printed`() {
        #expect("\(pepper)" == "<redacted>")
        #expect(String(describing: [pepper]) == "[<redacted>]")
    }
}
