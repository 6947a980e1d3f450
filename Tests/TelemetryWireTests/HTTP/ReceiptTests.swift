// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct ReceiptTests {
    private static let receipt = Receipt(
        sha256: (0..<32).map { UInt8($0) }, received: UTCDay(number: 20_779), schemaVersion: 2)
    private static let digest = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

    @Test func `is written like this`() {
        let expected = #"{"sha256":"\#(Self.digest)","received":"2026-11-22","schemaVersion":2}"#
        #expect(String(decoding: Self.receipt.json, as: UTF8.self) == expected)
    }

    @Test func `reads back`() {
        #expect(Receipt(Self.receipt.json) == Self.receipt)
    }

    @Test func `may have more members`() {
        let text = #"{"more":[],"schemaVersion":2,"received":"2026-11-22","sha256":"\#(Self.digest)"}"#
        #expect(Receipt(Array(text.utf8)) == Self.receipt)
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "<html>", #"{"sha256":"\#(digest)","received":"2026-11-22"}"#,
        #"{"sha256":"\#(digest)","schemaVersion":2}"#, #"{"received":"2026-11-22","schemaVersion":2}"#,
        #"{"sha256":"\#(digest)00","received":"2026-11-22","schemaVersion":2}"#,
        #"{"sha256":"\#(digest.dropLast(2))","received":"2026-11-22","schemaVersion":2}"#,
        #"{"sha256":"\#(digest.dropLast())g","received":"2026-11-22","schemaVersion":2}"#,
        #"{"sha256":"\#(digest)","received":"2026-02-29","schemaVersion":2}"#,
        #"{"sha256":"\#(digest)","received":"2026-11-22T00:00:00Z","schemaVersion":2}"#,
        #"{"sha256":"\#(digest)","received":20261122,"schemaVersion":2}"#,
        #"{"sha256":"\#(digest)","received":"2026-11-22","schemaVersion":"2"}"#,
    ])
    func `is not taken from anything else`(_ text: String) {
        #expect(Receipt(Array(text.utf8)) == nil)
    }
}
