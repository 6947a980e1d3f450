// SPDX-License-Identifier: MIT

import TelemetryInsights
import Testing

@testable import TelemetryDashboard

struct PageEscapingTests {
    private static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "a & b &amp; c",
        "</title></svg><script>", "<!--", "]]>", "{{title}}", "{{{lead}}}", "\"\u{301} onload=\"x",
        "<\u{338}script>", "\u{202E}gnp.exe", "&#x3C;b&#x3E;", "<b", "\0<b>\r\n",
    ]

    @Test(arguments: hostile)
    func `a hostile value leaves every tag as it is`(text: String) throws {
        #expect(try Self.tags(text) == Self.tags("harmless"))
    }

    @Test(arguments: hostile)
    func `a hostile filter leaves every tag as it is`(text: String) throws {
        let pages = try [text, "harmless"].map { found in
            let problem = PageProblem(
                FilterProblems([FilterProblem(parameter: found, found: found, expected: found)]), address: "features")
            let links = PageLinks(from: .topic(.features), query: "")
            return try PageRenderer(notice: found).page(
                problem.content, at: nil, service: .sample, links: links, isPublic: false)
        }
        #expect(Markup(pages[0]).tags == Markup(pages[1]).tags)
        #expect(
            PageFaults(pages[0]).all.filter { !$0.contains("{{") && !$0.contains("}}") && !$0.contains("javascript") }
                == [])
    }

    @Test func `markup is shown as it was sent`() throws {
        let html = try SamplePage.html([.bars(["<b title='\"'>&", "b", "c"])])
        #expect(html.contains("<bdi>&lt;b title=&#39;&quot;&#39;&gt;&amp;</bdi>"))
        #expect(html.contains("<title id=\"adoption-1-title\">&lt;b title=&#39;&quot;&#39;&gt;&amp;</title>"))
    }

    @Test func `a very long value is cut in the chart and whole in the table`() throws {
        let long = String(repeating: "x", count: 300)
        let cut = String(repeating: "x", count: BarChart.labelLimit - 1) + "…"
        let html = try SamplePage.html([.bars([long, "b", "c"])])
        #expect(html.contains("<bdi>\(cut)</bdi>") && html.contains("<bdi>\(long)</bdi>"))
    }

    /// The tags of a page with `text` wherever text comes from outside, without addresses, which differ as they must.
    private static func tags(_ text: String) throws -> [String] {
        let answers = [
            Answer.bars([text, "b", "c"]), .lines([text, "b"]), .stack([text, "b", "c"]), .matrix([text, "b"]),
            Answer(
                id: "words", title: text, sentences: [text, text], chart: nil,
                table: FigureTable(
                    caption: text, columns: [text, text], rows: [.init(name: text, figures: [.text(text)])])),
        ]
        let html = try SamplePage.html(answers, notice: text, lead: text)
        return Markup(html).tags.map { $0.hasPrefix("<a href=\"features/") || $0.contains("aria-label=") ? "cut" : $0 }
    }
}
