// SPDX-License-Identifier: MIT

import TelemetryDashboard
import Testing

struct DisplayTextTests {
    @Test(arguments: [
        "", "15.0.1", "linux · Debian GNU/Linux 12", "a < b & \"c\"", "Ünï", "日本語", "👩\u{200D}👩\u{200D}👧", "e\u{301}",
    ])
    func `harmless text stays as it is`(text: String) {
        #expect(DisplayText(text).text == text)
    }

    @Test func `a markup character loses what is combined with it`() {
        #expect(DisplayText("\"\u{301}onload=\"").text == "\"onload=\"")
        #expect(DisplayText("<\u{338}b>\u{FE0F}").text == "<b>")
        #expect(DisplayText("\u{600}<").text == "<")
    }

    @Test func `no scalar beside a markup character hides it from the escaping`() {
        let planes: [ClosedRange<UInt32>] = [0...0x1FFFF, 0xE0000...0xE0FFF]
        let hidden = planes.joined().compactMap { Unicode.Scalar($0) }.filter { scalar in
            let text = DisplayText("\(scalar)\"\(scalar)\(scalar)\"").text
            return text.count { $0 == "\"" } != text.unicodeScalars.count { $0 == "\"" }
        }
        #expect(hidden.isEmpty)
    }

    @Test(arguments: [
        "\u{0}", "\n", "\r\n", "\u{7F}", "\u{85}", "\u{200E}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}",
    ])
    func `control and formatting characters become visible`(text: String) {
        let shown = DisplayText("a\(text)b").text
        #expect(shown.hasPrefix("a\u{FFFD}") && shown.hasSuffix("b"))
    }

    @Test func `long text ends in an ellipsis`() {
        #expect(DisplayText("abcdef", limit: 6).text == "abcdef")
        #expect(DisplayText("abcdefg", limit: 6).text == "abcde…")
        #expect(DisplayText("abcdefg", limit: 1).text == "…")
        #expect(DisplayText("abcdefg", middleCutTo: 7).text == "abcdefg")
        #expect(DisplayText("abcdefgh", middleCutTo: 7).text == "abc…fgh")
        #expect(DisplayText("abcdefgh", middleCutTo: 2).text == "a…")
        #expect(DisplayText("abc<\u{338}fgh", middleCutTo: 7).text == "abc…fgh")
        #expect(DisplayText("a" + String(repeating: "\u{301}", count: 500), limit: 6).text.unicodeScalars.count == 6)
    }
}
