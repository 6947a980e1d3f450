// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryStore
import Testing

struct OverviewPageTests {
    private let page: OverviewPage
    private let html: String
    private let empty: String

    init() throws {
        page = try OverviewPage()
        html = page.render(OverviewModel(.sample(), service: .sample, features: .sample))
        empty = page.render(OverviewModel(.empty(), service: .sample, features: .sample))
    }

    @Test func `every element is closed where it was opened`() {
        #expect(Markup(html).mistakes == [])
        #expect(Markup(empty).mistakes == [])
        #expect(!html.contains("{{") && !empty.contains("{{"))
    }

    @Test func `there is no script and no inline style`() {
        for page in [html, empty] {
            #expect(!page.contains("<script") && !page.contains("<style") && !page.contains("javascript:"))
            #expect(Markup(page).tags.allSatisfy { !$0.contains("style=") && !$0.contains(/\son[a-z]+=/) })
        }
    }

    @Test func `the headline is the number of active installations with its date range`() {
        #expect(html.contains("<span class=\"headline-number\">80</span> active installations"))
        #expect(Markup(html).values(of: "datetime") == ["2026-10-24", "2026-11-22", "2026-03-03"])
    }

    @Test func `one installation is one installation`() {
        var overview = FleetOverview.sample()
        overview.installations = 1
        let html = page.render(OverviewModel(overview, service: .sample, features: .sample))
        #expect(html.contains("<span class=\"headline-number\">1</span> active installation</h2>"))
    }

    @Test func `every feature appears with its purpose in chart and table`() {
        for feature in [FeatureTitle].sample {
            #expect(html.contains("<bdi>\(feature.title)</bdi><span class=\"bar-note\">\(feature.purpose)</span>"))
            #expect(html.contains("<th scope=\"row\"><bdi>\(feature.title)</bdi></th>"))
        }
    }

    @Test func `adoption is a percentage with interval and counts`() {
        #expect(html.contains("<strong>62\u{202F}%</strong> <span class=\"bar-bounds\">(51–72)</span>"))
        #expect(html.contains("48 of 77 say so, 3 unknown"))
        #expect(html.contains("<strong>0\u{202F}%</strong> <span class=\"bar-bounds\">(0–4.6)</span>"))
        #expect(html.contains("<td>48</td><td>77</td><td>3</td><td>62\u{202F}%</td><td>51–72</td>"))
    }

    @Test func `a feature that nobody reported on has no data`() throws {
        let start = try #require(html.firstRange(of: "<bdi>Prometheus</bdi>")).lowerBound
        let row = try html[start..<#require(html[start...].firstRange(of: "</li>")).lowerBound]
        #expect(row.contains("no data") && row.contains("not reported so far"))
        #expect(!row.contains("bar-fill") && !row.contains("bar-whisker"))
    }

    @Test func `shares are counts with percentage and interval, the tail folded`() {
        #expect(html.contains("<bdi>win32 · Windows Server 2022</bdi>"))
        #expect(html.contains("<p class=\"bar-detail\">39 of 80</p>"))
        #expect(html.contains("<td>79</td><td>99\u{202F}%</td><td>93–99.8</td>"))
        #expect(html.contains("<bdi>4 other values</bdi>"))
        #expect(html.contains("<th scope=\"row\"><bdi>15.0.1</bdi></th><td>1</td>"))
        #expect(!html.contains("<p class=\"bar-label\"><bdi>15.0.1</bdi>"))
    }

    @Test func `a dimension without values says so`() {
        var overview = FleetOverview.sample()
        overview.runtimes = []
        let html = page.render(OverviewModel(overview, service: .sample, features: .sample))
        #expect(html.contains("<h2 id=\"runtimes\">Runtimes</h2>\n<p class=\"card-basis\">No data.</p>"))
    }

    @Test func `identifiers are unique and references meet them`() {
        let markup = Markup(html)
        let identifiers = markup.values(of: "id")
        #expect(Set(identifiers).count == identifiers.count)
        let references = markup.values(of: "aria-labelledby").flatMap { $0.split(separator: " ") }
        #expect(references.count > 20)
        #expect(references.allSatisfy { identifiers.contains(String($0)) })
    }

    @Test func `the page has landmarks, a skip link and a language`() {
        for page in [html, empty] {
            #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
            for part in ["<a class=\"skip\" href=\"#content\">", "<main id=\"content\"", "<header", "<footer", "<h1>"] {
                #expect(page.ranges(of: part).count == 1)
            }
        }
    }

    @Test func `without installations the page tells how to send a first report`() {
        #expect(empty.contains("<code>COLLECTOR=http://127.0.0.1:1 butler-sos run</code>"))
        #expect(empty.contains("No reports in the last 30 days"))
        #expect(!empty.contains("<li ") && !empty.contains("headline-number"))
        #expect(empty.contains("How these numbers are made"))
    }

    @Test func `the same model gives the same bytes`() {
        #expect(html == page.render(OverviewModel(.sample(), service: .sample, features: .sample)))
    }
}
