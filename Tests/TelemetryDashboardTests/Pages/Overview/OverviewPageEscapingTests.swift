// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryStore
import Testing

struct OverviewPageEscapingTests {
    private static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "a & b &amp; c",
        "</title></svg><script>", "<!--", "]]>", "{{serviceTitle}}", "{{{firstReportCommand}}}", "\"\u{301} onload=\"x",
        "<\u{338}script>", "\u{202E}gnp.exe", "&#x3C;b&#x3E;", "<b", "\0<b>\r\n",
    ]

    @Test(arguments: hostile)
    func `a hostile value leaves every tag as it is`(text: String) throws {
        #expect(try Markup(Self.html(text)).tags == Markup(Self.html("harmless")).tags)
    }

    @Test(arguments: hostile)
    func `a hostile first report command leaves every tag as it is`(text: String) throws {
        let page = try OverviewPage()
        let pages = [text, "harmless"].map { command in
            let service = ServiceTitle(name: command, title: command, firstReportCommand: command)
            return page.render(OverviewModel(.empty(), service: service, features: []))
        }
        #expect(Markup(pages[0]).tags == Markup(pages[1]).tags)
    }

    @Test func `markup is shown as it was sent`() throws {
        let html = try Self.html("<b title='\"'>&")
        #expect(html.contains("<bdi>&lt;b title=&#39;&quot;&#39;&gt;&amp;</bdi>"))
        #expect(html.contains("<title id=\"systems-1-title\">&lt;b title=&#39;&quot;&#39;&gt;&amp;</title>"))
    }

    @Test func `a very long value is cut in the chart and whole in the table`() throws {
        let long = String(repeating: "x", count: 300)
        let cut = String(repeating: "x", count: BarChart.labelLimit - 1) + "…"
        let html = try Self.html(long)
        #expect(html.contains("<bdi>\(cut)</bdi>"))
        #expect(html.contains("<title id=\"systems-1-title\">\(cut)</title>"))
        #expect(html.contains("<th scope=\"row\"><bdi>\(long)</bdi></th>"))
    }

    @Test func `thousands of invented values do not make the page endless`() throws {
        var overview = FleetOverview.sample()
        let few = try OverviewPage().render(OverviewModel(overview, service: .sample, features: .sample))
        overview.serviceVersions = (0..<5000).map { ValueCount(value: "v\($0)", count: 1) }
        let many = try OverviewPage().render(OverviewModel(overview, service: .sample, features: .sample))
        #expect(many.utf8.count < few.utf8.count + 10_000)
        #expect(many.contains("<th scope=\"row\"><bdi>4,900 other values</bdi></th>"))
    }

    /// The overview with `text` wherever text comes from outside, and in all titles as well.
    private static func html(_ text: String) throws -> String {
        var overview = FleetOverview.sample(operatingSystems: [
            ValueCount(value: text, count: 78), ValueCount(value: "\(text)\(text)", count: 2),
        ])
        overview.features[0].feature = text
        overview.architectures[0].value = text
        overview.runtimes[0].value = text
        overview.serviceVersions[11].value = text
        let service = ServiceTitle(name: text, title: text, firstReportCommand: text)
        let titles = [FeatureTitle(name: text, title: text, purpose: text)] + [FeatureTitle].sample.dropFirst()
        return try OverviewPage().render(OverviewModel(overview, service: service, features: titles))
    }
}
