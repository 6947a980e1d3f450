// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import TelemetryWire
import Testing

struct InjectedTextTests {
    @Test(arguments: [
        ("a\u{1B}[31mred", "a\u{FFFD}[31mred"), ("two\nlines\tand\r\nmore", "two lines and  more"),
        ("\u{202E}txt.exe", "\u{FFFD}txt.exe"), ("zero\u{200B}width", "zero\u{FFFD}width"),
        ("thin\u{202F}space", "thin space"), ("bell\u{7}", "bell\u{FFFD}"), ("Größe 日本", "Größe 日本"), ("", ""),
        ("\u{9B}31m", "\u{FFFD}31m"), ("not \u{378}", "not \u{FFFD}"), ("next\u{85}line", "next line"),
        ("line\u{2028}sep", "line sep"),
    ])
    func `a line has no control characters and hides nothing`(text: String, expected: String) {
        #expect(Array(PlainText.line(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("`rm -rf`", "\\`rm -rf\\`"), ("<script>", "\\<script\\>"),
        ("**bold** _it_", "\\*\\*bold\\*\\* \\_it\\_"),
        ("[x](y)", "\\[x\\](y)"), ("![x](y)", "\\!\\[x\\](y)"), ("# head", "\\# head"), ("&lt;", "\\&lt;"),
        ("a\\|b", "a\\\\\\|b"),
        ("- item", "\\- item"), ("+ item", "\\+ item"), ("=== x", "\\=== x"), ("1. item", "1\\. item"),
        ("12) item", "12\\) item"),
        ("14.2 is", "14.2 is"), ("a - b", "a - b"), ("https://evil.example", "https\\://evil.example"),
        ("www.evil.example", "www\\.evil.example"), ("@team", "@\u{2060}team"), ("~~no~~", "\\~\\~no\\~\\~"),
        ("$x$", "\\$x\\$"), ("one\n# two", "one \\# two"), ("17.1 % (14.2–20.4).", "17.1 % (14.2–20.4)."),
    ])
    func `nothing is markup`(text: String, expected: String) {
        #expect(Array(MarkdownText.escaped(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    private static let evil = "14.2|<b>`x`\u{1B}[2J\n## owned\u{202E}"

    private var sheets: [AnswerSheet] {
        let history = SampleHistory.week([
            .installations: ["": 90], .version: [Self.evil: 50, "14.1.0": 40],
            .system: ["linux · \(Self.evil) · x64": 50, "linux · Debian · \(Self.evil)": 40], .arch: [Self.evil: 90],
            .runtime: [Self.evil: 90], .feature: ["\(Self.evil)=on": 50, "\(Self.evil)=off": 40],
            .pair: ["\(Self.evil)=on mqtt=on": 9],
            .transition: ["version=\(Self.evil)>14.1": 9, "\(Self.evil)=on>off": 9],
        ])
        let context = AnswerContext(history: history, today: UTCDay(number: 20_800))
        return (Topic.general + [.feature(Self.evil)]).map { AnswerSheet($0, context) }
    }

    @Test func `a terminal gets no control characters but line breaks, and no line that somebody reported`() {
        for sheet in sheets {
            #expect(sheet.text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control || $0 == "\n" })
            #expect(!sheet.text.unicodeScalars.contains("\u{202E}"))
            #expect(!sheet.text.split(separator: "\n").contains { $0.hasPrefix("## owned") })
        }
    }

    @Test func `Markdown gets no markup that somebody reported, and whole tables`() {
        for sheet in sheets {
            let lines = sheet.markdown.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(!sheet.markdown.contains("<b>"))
            #expect(!lines.contains { $0.hasPrefix("## owned") || $0.hasPrefix("### owned") })
            // Bars of a table are those without a backslash; all rows of one have as many as its head.
            var width: Int?
            for line in lines {
                guard line.hasPrefix("|") else {
                    width = nil
                    continue
                }
                let bars = line.replacing("\\|", with: "").filter { $0 == "|" }.count
                #expect(bars == width ?? bars, "\(line)")
                width = bars
            }
        }
    }

    @Test(arguments: [
        ("a b c", 3, ["a b", "c"]), ("longword x", 4, ["longword", "x"]), ("", 9, []), ("  a  ", 9, ["a"]),
        ("ab cd", 4, ["ab", "cd"]),
        ("up 14\u{202F}% of", 5, ["up", "14 %", "of"]), ("a\tb\u{2028}c\u{1B}", 2, ["a", "b", "c\u{FFFD}"]),
    ])
    func `lines break at spaces`(text: String, width: Int, lines: [String]) {
        #expect(PlainText.wrapped(text, width: width) == lines)
    }
}
