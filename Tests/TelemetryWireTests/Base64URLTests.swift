// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire
import Testing

struct Base64URLTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func `agrees with the examples of RFC 4648, without padding`(_ plain: String, _ encoded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(plain.utf8))
    }

    @Test func `uses the alphabet for URLs`() {
        #expect(Base64URL.encode([0xFB, 0xEF, 0xFF]) == "--__")
        #expect(Base64URL.decode("--__") == [0xFB, 0xEF, 0xFF])
    }

    @Test func `reads back what it wrote, at every length, and agrees with another encoder`() {
        var generator = SeededGenerator(seed: 1)
        for length in 0...80 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            let text = Base64URL.encode(bytes)
            let expected = Data(bytes).base64EncodedString()
                .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            #expect(text == expected)
            #expect(Base64URL.decode(text) == bytes)
        }
    }

    @Test(arguments: ["Zg==", "Zm8=", "=", "Zm9v=", "Zg=", "Z=g"])
    func `refuses padding`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: ["Zh", "Zv", "Z_", "Zm9", "Zm-", "Zm_", "Zm9vYh", "Zm9vYmF"])
    func `refuses bits that are left over`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: ["Z", "Zm9vY", "AAAAAAAAA"])
    func `refuses a length that no bytes have`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: ["++//", "Zm9v\n", " Zm9v", "Zm 9v", "Zm9v.", "Zm9é", "Ｚm9v", "Zm\u{0}v"])
    func `refuses foreign characters`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func `has one spelling per value`() {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        for first in alphabet {
            for second in alphabet {
                let text = "\(first)\(second)"
                guard let bytes = Base64URL.decode(text) else { continue }
                #expect(Base64URL.encode(bytes) == text)
            }
        }
        #expect(alphabet.count { Base64URL.decode("A\($0)") != nil } == 4)
    }
}
