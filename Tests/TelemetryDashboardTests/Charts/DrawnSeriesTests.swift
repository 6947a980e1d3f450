// SPDX-License-Identifier: MIT

import TelemetryInsights
import Testing

@testable import TelemetryDashboard

struct DrawnSeriesTests {
    @Test func `of many lines those are drawn that changed most, in their order`() {
        let drawn = Self.chart([0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6]).drawn(.lines)
        #expect(drawn.series.map(\.name) == ["n1", "n3", "n4", "n5", "n6", "n7"])
    }

    @Test func `of equal changes the first ones are drawn, and falling counts as rising`() {
        let drawn = Self.chart([0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5]).drawn(.lines)
        #expect(drawn.series.map(\.name) == (0..<6).map { "n\($0)" })
    }

    @Test func `what is only expected is no change`() {
        let flat = TimeChart.Series(name: "flat", values: [0.5, 0.5, 0])
        let moving = (0..<6).map { TimeChart.Series(name: "n\($0)", values: [0.5, 0.6, 0.5]) }
        let chart = TimeChart(unit: .share, weeks: ["a", "b", "c"], series: [flat] + moving, forecastFrom: 2)
        #expect(chart.drawn(.lines).series.map(\.name) == moving.map(\.name))
    }

    @Test func `unknown values change nothing`() {
        let empty = TimeChart.Series(name: "empty", values: [nil, .nan])
        let chart = TimeChart(
            unit: .share, weeks: ["a", "b"], series: [empty] + Self.chart(Array(repeating: 0.1, count: 6)).series)
        #expect(!chart.drawn(.lines).series.map(\.name).contains("empty"))
    }

    @Test func `few lines and few layers are all drawn`() {
        #expect(Self.chart(Array(repeating: 0.1, count: 6)).drawn(.lines).series.count == 6)
        #expect(Self.chart((0..<9).map(Double.init)).drawn(.stack).series.count == 9)
        #expect(Self.chart((0..<12).map(Double.init)).drawn(.stack).series.map(\.name) == (0..<9).map { "n\($0)" })
    }

    @Test func `no two lines have the same color, and each has its number beside it and in the key`() throws {
        let names = (1...11).map { "Feature \($0)" }
        let chart = TimeChart(
            unit: .share, weeks: ["a", "b"],
            series: names.enumerated().map { .init(name: $1, values: [0.1, 0.1 + 0.01 * Double($0)]) })
        let table = FigureTable(caption: "T", columns: ["N"], rows: [.init(name: "a", figures: [])])
        let html = try SamplePage.html([Answer(id: "a", title: "A", sentences: [], chart: .lines(chart), table: table)])
        let lines = Markup(html).values(of: "class").filter { $0.hasPrefix("line s") }
        #expect(Set(lines).count == 6 && lines.count == 6)
        for number in 1...6 {
            #expect(html.contains(">\(number)</text>"))
            #expect(html.contains("</svg> \(number) <bdi>Feature \(number + 5)</bdi>"))
        }
        #expect(html.contains("5 more, which changed less, are in the table."))
        #expect(html.contains("And 5 more."))
        #expect(!html.contains("<bdi>Feature 5</bdi>"))
    }

    @Test func `names that begin alike differ beside the chart`() throws {
        let html = try SamplePage.html([.lines(["linux · Debian GNU/Linux 12", "linux · Debian GNU/Linux 13"])])
        #expect(html.contains(">linux · Deb…GNU/Linux 12</text>") && html.contains(">linux · Deb…GNU/Linux 13</text>"))
        #expect(html.contains("<bdi>linux · Debian GNU/Linux 12</bdi>"))
    }

    /// One line for each change.
    private static func chart(_ changes: [Double]) -> TimeChart {
        TimeChart(
            unit: .share, weeks: ["a", "b"],
            series: changes.enumerated().map { .init(name: "n\($0)", values: [0.5, 0.5 + $1]) })
    }
}
