// SPDX-License-Identifier: MIT

import Testing

@testable import Monitoring

@Suite struct JSONTextTests {
    private func json(_ number: Double?) -> String {
        var bytes: [UInt8] = []
        JSONText.append(to: &bytes, limit: 64) { $0.write(number) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `writes numbers as JavaScript does`() {
        let numbers: [(Double, String)] = [
            (0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (12.5, "12.5"), (-0.25, "-0.25"), (0.1, "0.1"),
            (0.001, "0.001"), (12.345, "12.345"), (-1.05, "-1.05"), (90100.75, "90100.75"), (1e15, "1000000000000000"),
            (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e300, "1.5e+300"), (0.0001, "0.0001"),
            (0.000001, "0.000001"), (0.0000001, "1e-7"), (1.25e-7, "1.25e-7"), (123456.789012, "123456.789012"),
            (0.1 + 0.2, "0.30000000000000004"), (1.0 / 3, "0.3333333333333333"), (9007199254740992, "9007199254740992"),
            (123456789012345680, "123456789012345680"), (.leastNonzeroMagnitude, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
        ]
        for (number, text) in numbers { #expect(json(number) == text) }
        #expect(json(nil) == "null")
        #expect(json(.nan) == "null")
        #expect(json(-.infinity) == "null")
    }

    @Test func `writes numbers that read back the same`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let number = Double(bitPattern: generator.next())
            if number.isFinite, Double(json(number)) != number { Issue.record("\(number)") }
            let time = (Double.random(in: 0..<100_000) * 10_000).rounded() / 10_000
            if Double(json(time)) != time { Issue.record("\(time)") }
        }
    }

    @Test func `escapes quotes, backslashes and control characters, wherever they are`() {
        for length in 0..<20 {
            for place in 0...length {
                for (character, escape) in [
                    ("\"", #"\""#), ("\\", #"\\"#), ("\n", #"\n"#), ("\t", #"\t"#), ("\u{1F}", #"\u001f"#),
                    ("\u{7F}", "\u{7F}"),
                    ("/", "/"), ("é", "é"), ("\u{22A2}", "\u{22A2}"), ("\u{0}", #"\u0000"#), ("\u{8}", #"\b"#),
                    ("\u{C}", #"\f"#),
                    ("\r", #"\r"#), ("[", "["), ("]", "]"), ("!", "!"), ("#", "#"), (" ", " "),
                ] {
                    let before = String(repeating: "x", count: place)
                    let after = String(repeating: "y", count: length - place)
                    var bytes: [UInt8] = []
                    JSONText.append(to: &bytes, limit: 400) { $0.writeString(before + character + after) }
                    let text = String(decoding: bytes, as: UTF8.self)
                    if text != "\"" + before + escape + after + "\"" { Issue.record("\(text)") }
                }
            }
        }
    }

    @Test func `writes categories and tags as the original does`() {
        let event = LogEvent(.proxy, fields: EventFields(), logRow: -1, categories: [], at: Timestamp(nanoseconds: 0))
        var bytes: [UInt8] = []
        event.appendJSON(to: &bytes, tags: [Tag("a", "1"), Tag("b", "\n"), Tag("a", "2")])
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasSuffix(#","user_full":"","category":[],"tags":{"a":"2","b":"\n"}}"#))
        bytes = []
        event.appendJSON(to: &bytes, tags: [])
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix(#""category":[],"tags":{}}"#))
    }
}
