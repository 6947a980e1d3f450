// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

struct StoredInstallationTests {
    private static let stored = StoredInstallation(
        counter: 12, lastBody: .init(sha256: (0..<32).map { UInt8($0) }, received: UTCDay(number: 20_779)),
        firstSeen: UTCDay(number: 20_760), isSeenAgain: true,
        periods: [
            .init(
                first: UTCDay(number: 20_770), last: UTCDay(number: 20_775),
                data: .object([.init("service", .string("butler-sos"))])),
            .init(first: UTCDay(number: 20_779), last: UTCDay(number: 20_779), data: .object([])),
        ])
    private static let digest = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    private static let lastBody = #""lastBody":{"sha256":"\#(digest)","received":"2026-11-22"}"#
    private static let seen = #""firstSeen":"2026-11-03","seenAgain":true"#
    private static let period = #"{"first":"2026-11-13","last":"2026-11-18","data":{"service":"butler-sos"}}"#
    private static let text = """
        {"counter":12,\(lastBody),\(seen),"periods":[\(period),{"first":"2026-11-22","last":"2026-11-22","data":{}}]}
        """

    private func spoiled(_ part: String, _ other: String) -> StoredInstallation? {
        #expect(Self.text.contains(part))
        return StoredInstallation(Array(Self.text.replacing(part, with: other).utf8))
    }

    @Test func `is written like this`() {
        #expect(String(decoding: Self.stored.json, as: UTF8.self) == Self.text)
    }

    @Test func `reads back`() {
        #expect(StoredInstallation(Self.stored.json) == Self.stored)
        var greatest = Self.stored
        greatest.counter = TelemetryHTTP.maximumCounter
        greatest.periods = []
        #expect(StoredInstallation(greatest.json) == greatest)
    }

    @Test func `may have more members`() {
        #expect(spoiled(#"{"counter":12"#, #"{"more":[],"counter":12"#) == Self.stored)
    }

    @Test(arguments: [
        ("12", "-1"), ("12", "-0"), ("12", "1.0"), ("12", "\"12\""), ("12", "18446744073709551616"),
        ("\"counter\":12,", ""), ("2026-11-03", "2026"), ("true", "1"), (seen + ",", ""),
        (digest, String(digest.dropLast(2))), (digest, String(digest.dropLast()) + "g"),
        (digest, digest + "00"), (lastBody, #""lastBody":null"#), (lastBody, #""lastBody":{}"#),
        (#""received":"2026-11-22""#, #""received":"2026-11-31""#), (#""received":"2026-11-22""#, #""received":1"#),
        (period, "null"), (period, "[]"), (period, "{}"), ("2026-11-18", "2026-11-12"), ("2026-11-13", "1"),
        ("2026-11-18", ""), (#""data":{}"#, #""data":[]"#), (#","data":{}"#, ""),
        ("\"periods\":[", "\"periods\":1,\"x\":["),
    ])
    func `is not taken from anything else`(_ part: String, _ other: String) {
        #expect(spoiled(part, other) == nil)
    }

    @Test(arguments: ["", "null", "[]", "{}", "<html>"])
    func `is not taken from another text`(_ text: String) {
        #expect(StoredInstallation(Array(text.utf8)) == nil)
    }
}
