// SPDX-License-Identifier: MIT

import Testing

@testable import SenseDatagrams

@Suite struct FieldTests {
    private func with<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        Array(text.utf8).withUnsafeBytes(body)
    }

    @Test func `reads whole numbers as far as they go`() {
        for (text, number) in [
            ("14", 14), ("-3", -3), ("+7", 7), ("  12abc", 12), ("1.9", 1), ("007", 7), ("1e3", 1), ("", nil),
            ("-", nil),
            ("x1", nil), ("- 1", nil), ("99999999999999999999", nil), ("+-1", nil),
        ] as [(String, Int?)] {
            #expect(with(text, FieldNumber.integer) == number, "\(text)")
        }
    }

    @Test func `reads numbers with decimals as far as they go`() {
        for (text, number) in [
            ("12.5", 12.5), ("12,5", 12), (".5", 0.5), ("5.", 5), ("-.5e1x", -5), ("1e", 1), ("1e+", 1),
            ("1e-3", 0.001),
            ("1E2", 100), ("  3", 3), ("0x10", 0), ("1.2.3", 1.2), ("", nil), (".", nil), ("-", nil), ("e5", nil),
            ("NaN", nil), ("Infinity", nil), ("1e999", nil), ("1e-999", 0), ("1e99999999999999999999", nil),
            ("0.1234567890123456789", 0.1234567890123456789), ("123456789012345678901234567890", 1.2345678901234568e29),
            ("179769313486231580000e289", nil), (String(repeating: "1", count: 401), nil),
        ] as [(String, Double?)] {
            #expect(with(text, FieldNumber.decimal) == number, "\(text)")
        }
    }

    @Test func `reads random numbers as the standard library does`() {
        for _ in 0..<5_000 {
            let digits = Int.random(in: 1...20)
            let text = String((0..<digits).map { _ in "0123456789".randomElement() ?? "0" })
            let number = text + "." + text.prefix(Int.random(in: 1...digits)) + "e\(Int.random(in: -30...30))"
            if with(number, FieldNumber.decimal) != Double(number) { Issue.record("\(number)") }
        }
    }

    @Test func `knows GUIDs in lower case by each of their characters`() {
        let guid = "7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab"
        #expect(with(guid, GUIDText.isGUID))
        #expect(!with(guid + "0", GUIDText.isGUID))
        #expect(!with(String(guid.dropLast()), GUIDText.isGUID))
        for place in 0..<36 {
            for byte in UInt8.min...UInt8.max {
                var bytes = Array(guid.utf8)
                let isDash = bytes[place] == UInt8(ascii: "-")
                bytes[place] = byte
                let isHex = "0123456789abcdef".utf8.contains(byte)
                let isRight = isDash ? byte == UInt8(ascii: "-") : isHex
                if bytes.withUnsafeBytes(GUIDText.isGUID) != isRight { Issue.record("\(place): \(byte)") }
            }
        }
    }

    @Test func `finds a text wherever it is, and nowhere else`() {
        for _ in 0..<5_000 {
            let text = String((0..<Int.random(in: 0...40)).map { _ in "ab:.".randomElement() ?? "a" })
            let pattern = String((0..<Int.random(in: 0...4)).map { _ in "ab:.".randomElement() ?? "a" })
            let bytes = Array(text.utf8)
            let wanted = Array(pattern.utf8)
            let expected = wanted.isEmpty ? 0 : bytes.indices.first { bytes[$0...].starts(with: wanted) }
            if with(text, BytePattern(pattern).firstMatch) != expected { Issue.record("\(pattern) in \(text)") }
        }
    }

    @Test func `tells UTF-8 from other bytes, and repairs it, as the standard library does`() {
        let parts: [[UInt8]] = [
            [0x41], [0xC3, 0xA9], [0xE2, 0x82, 0xAC], [0xF0, 0x9F, 0x98, 0x80], [0x80], [0xC0, 0xAF],
            [0xE0, 0x80, 0x80],
            [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
            [0xF0, 0x80, 0x80, 0x80],
            [0xEF, 0xBF, 0xBF], [0xF4, 0x8F, 0xBF, 0xBF], Array("plain text".utf8),
        ]
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...5)).flatMap { _ in parts.randomElement() ?? [] }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            if bytes.withUnsafeBytes(UTF8Check.isValid) != isValid { Issue.record("\(bytes)") }
            let repaired = String(decoding: bytes, as: UTF8.self)
            if bytes.withUnsafeBytes(DatagramText.cleaned) != Array(repaired.utf8) { Issue.record("\(bytes)") }
        }
        for first: UInt8 in 0x7F...UInt8.max {
            for second: UInt8 in [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] {
                for rest: [UInt8] in [[], [0x80], [0xBF, 0xBF]] {
                    let bytes = [first, second] + rest
                    let isValid = String(validating: bytes, as: UTF8.self) != nil
                    if bytes.withUnsafeBytes(UTF8Check.isValid) != isValid { Issue.record("\(bytes)") }
                }
            }
        }
    }
}
