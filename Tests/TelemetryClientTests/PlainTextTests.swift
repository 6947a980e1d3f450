// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

struct PlainTextTests {
    private static let unruly = [
        "\u{1B}[31m", "\u{9B}31m", "\r", "\n", "\t", "\u{0}", "\u{7F}", "\u{202E}", "\u{2028}", "\u{2029}", "\u{200B}",
        "\u{FEFF}", "\u{E000}", "\u{2066}",
    ]

    @Test(arguments: unruly)
    func `lets nothing through that moves a cursor, hides or breaks a line`(_ text: String) {
        let plain = PlainText.of("a\(text)b")
        #expect(plain.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) })
        #expect(plain.hasPrefix("a") && plain.hasSuffix("b"))
    }

    @Test func `counts what a terminal draws, not what a reader calls a letter`() {
        #expect(PlainText.of("A" + String(repeating: "\u{301}", count: 100_000), upTo: 200).utf8.count <= 200)
        #expect(PlainText.of(String(repeating: "x", count: 1000), upTo: 200).count == 200)
    }

    @Test func `leaves letters of all scripts alone`() {
        for text in ["Grüße", "日本語", "العربية", "тест", "a b-c_d/e"] { #expect(PlainText.of(text) == text) }
    }

    @Test(arguments: unruly)
    func `says the same in JSON`(_ text: String) throws {
        let answer = CommandAnswer(["a\(text)b"], [.init("value", .string("a\(text)b"))])
        let json = answer.text(asJSON: true)
        #expect(json.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) })
        #expect(try JSONParser.parse(Array(json.utf8))["value"] == .string("a\(text)b"))
        #expect(!answer.text(asJSON: false).contains(text))
    }
}
