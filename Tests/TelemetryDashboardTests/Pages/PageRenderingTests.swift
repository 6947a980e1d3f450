// SPDX-License-Identifier: MIT

import TelemetryInsights
import Testing

@testable import TelemetryDashboard

struct PageRenderingTests {
    private let html: String

    init() throws { html = try SamplePage.html(Answer.samples) }

    @Test func `everybody can read the page`() {
        #expect(PageFaults(html).all == [])
    }

    @Test func `the checks find what they look for`() {
        let broken = """
            <section class="card"><h3>x</h3><svg role="img"></svg><input type="date" id="a"><i id="a" style="x"></i>
            <table></table></section>
            """
        let faults = PageFaults(broken).all.joined(separator: "\n")
        for word in [
            "document type", "<h1>", "first heading", "more than once", "without words", "without table",
            "without caption",
            "without label", "inline style",
        ] {
            #expect(faults.contains(word))
        }
    }

    @Test func `an answer is heading, sentences, chart, table and files`() {
        #expect(html.contains("<h2 id=\"adoption\">Features in use</h2>"))
        #expect(html.contains("<p class=\"first\">InfluxDB is on in 100 % (95.4–100) of 80 installations.</p>"))
        #expect(html.contains("<p class=\"more\">n = 80, week 2026-W47.</p>"))
        #expect(html.contains("<caption>How many have a feature on</caption>"))
        #expect(
            html.contains("<a href=\"features/adoption.csv\">CSV<span class=\"unseen\"> of Features in use</span></a>"))
        #expect(html.contains("<a href=\"features/adoption.json\">JSON"))
    }

    @Test func `an answer without figures has neither table nor files`() throws {
        let html = try SamplePage.html([.tooLittle])
        #expect(html.contains("Not enough data: 3 installations, 5 needed."))
        #expect(!html.contains("<table") && !html.contains("cohorts.csv") && !html.contains("figures-part"))
    }

    @Test func `of many sentences the last ones are shown when asked for`() throws {
        let html = try SamplePage.html([.wordy])
        let shown = html.prefix(upTo: try #require(html.firstRange(of: "<details class=\"rest\">")).lowerBound)
        #expect(shown.contains("Sentence 5.") && !shown.contains("Sentence 6.") && html.contains("Sentence 9."))
        #expect(html.contains("<summary>4 more<span class=\"unseen\"> about Trends</span></summary>"))
        #expect(PageFaults(html).all == [])
    }

    @Test func `a short table without chart is open`() throws {
        let table = FigureTable(caption: "T", columns: ["Name", "N"], rows: [.init(name: "a", figures: [.count(1)])])
        let html = try SamplePage.html([Answer(id: "a", title: "A", sentences: ["S."], chart: nil, table: table)])
        #expect(html.contains("<details class=\"data\" open>"))
        #expect(!self.html.contains("<details class=\"data\" open>"))
    }

    @Test func `a bar says share, interval and counts, and leads on with the filters`() throws {
        let html = try SamplePage.html([.bars()], filters: PageFilters(service: "butler-sos", weeks: 52))
        #expect(html.contains("<strong>62.3\u{202F}%</strong> <span class=\"bar-bounds\">(51.2–72.3)</span>"))
        #expect(html.contains("<p class=\"bar-detail\">48 of 77</p>"))
        #expect(html.contains("<a href=\"features/mqtt?weeks=52\"><bdi>MQTT</bdi></a>"))
        #expect(html.contains("nothing reported"))
    }

    @Test func `what is not known is a dash with a word`() {
        #expect(html.contains("<td><span aria-hidden=\"true\">–</span><span class=\"unseen\">not known</span></td>"))
    }

    @Test func `the current page is marked, and a feature belongs to the features`() throws {
        #expect(html.contains("<a href=\"features\" aria-current=\"page\">Features</a>"))
        let feature = try SamplePage.html([.bars()], at: .topic(.feature("mqtt")))
        #expect(feature.contains("<a href=\"../features\" aria-current=\"true\">Features</a>"))
        #expect(feature.contains("<a href=\"../\">Overview</a>"))
        #expect(feature.contains("href=\"../style.css\""))
        #expect(feature.contains("href=\"../features/mqtt/adoption.csv\""))
    }

    @Test func `links to pages keep the filters`() throws {
        let filters = PageFilters(service: "butler-sos", minorVersion: "14.2", weeks: 8)
        let html = try SamplePage.html([.bars()], filters: filters)
        let links = Markup(html).values(of: "href").filter {
            $0.hasPrefix("platforms") || $0.hasSuffix("csv?version=14.2&amp;weeks=8")
        }
        #expect(links == ["platforms?version=14.2&amp;weeks=8", "features/adoption.csv?version=14.2&amp;weeks=8"])
    }

    @Test func `the form shows the filters that are chosen`() throws {
        let filters = PageFilters(service: "butler-sos", minorVersion: "13.7", weeks: 9, silentThousandths: 250)
        let html = try SamplePage.html([], at: .topic(.schedule), filters: filters)
        for option in ["value=\"13.7\"", "value=\"9\"", "value=\"0.25\""] {
            #expect(html.contains("<option \(option) selected>"))
        }
        #expect(html.contains("<input type=\"date\" id=\"filter-end\" name=\"end\" value=\"2027-02-20\">"))
        #expect(PageFaults(html).all == [])
    }

    @Test func `a notice stands on the page`() throws {
        #expect(try SamplePage.html([], notice: "Simulated <fleet>").contains(">Simulated &lt;fleet&gt;</p>"))
        #expect(!html.contains("class=\"notice\""))
    }

    @Test func `the same answers give the same bytes`() throws {
        #expect(try html == SamplePage.html(Answer.samples))
    }

    @Test func `thousands of rows and series do not make the page endless`() throws {
        let many = (0..<5000).map { "v\($0)" }
        let rows = many.map { FigureTable.Row(name: $0, figures: [.count(1)]) }
        let table = FigureTable(caption: "Many", columns: ["Name", "Count"], rows: rows)
        let charts: [Chart] = [
            .bars(many.map { ShareBar(label: $0, proportion: Proportion(successes: 1, n: 5)) }),
            .lines(
                TimeChart(
                    unit: .count, weeks: ["2026-W01", "2026-W02"], series: many.map { .init(name: $0, values: [1, 2]) })
            ),
            .matrix(MatrixChart(columns: many, rows: many.map { .init(name: $0, shares: [0.5]) })),
        ]
        let answers = charts.enumerated().map {
            Answer(id: "a\($0)", title: "A", sentences: [], chart: $1, table: table)
        }
        let html = try SamplePage.html(answers)
        #expect(html.utf8.count < 250_000)
        #expect(html.contains("4880 more rows are in the CSV and JSON."))
        #expect(html.contains("4994 more, which changed less, are in the table."))
        #expect(PageFaults(html).all == [])
    }

    @Test func `a matrix says what it shows shares of`() {
        #expect(html.contains("<p class=\"small\">Shares of all installations.</p>"))
        #expect(html.contains("<td class=\"h5\">52\u{202F}%</td>"))
    }

    @Test func `a matrix with many columns has the whole card`() throws {
        let (some, many) = (
            try SamplePage.html([.wideMatrix(columns: 6)]), try SamplePage.html([.wideMatrix(columns: 7)])
        )
        #expect(some.contains("<table class=\"matrix\">") && many.contains("<table class=\"matrix wide\">"))
    }

    @Test func `charts without anything to draw leave the table`() throws {
        let table = FigureTable(caption: "T", columns: ["Name"], rows: [.init(name: "a", figures: [])])
        let charts: [Chart] = [
            .bars([]), .lines(TimeChart(unit: .share, weeks: [], series: [])),
            .stack(TimeChart(unit: .count, weeks: ["w"], series: [])), .matrix(MatrixChart(columns: [], rows: [])),
        ]
        for chart in charts {
            let html = try SamplePage.html([Answer(id: "a", title: "A", sentences: [], chart: chart, table: table)])
            #expect(html.contains("<caption>T</caption>") && !html.contains("role=\"img\""))
            #expect(PageFaults(html).all == [])
        }
    }
}
