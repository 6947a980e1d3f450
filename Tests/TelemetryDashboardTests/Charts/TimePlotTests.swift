// SPDX-License-Identifier: MIT

import TelemetryDashboard
import TelemetryInsights
import Testing

struct TimePlotTests {
    @Test func `a line goes through its values from left to right`() {
        let plot = TimePlot(Self.chart([0, 0.5, 1]), style: .lines)
        #expect(plot.shapes.map(\.path) == ["M0 100L50 50L100 0"])
        #expect(plot.ends == [0])
    }

    @Test func `a gap parts a line, and a lonely value is a dot`() {
        let plot = TimePlot(Self.chart([0, 1, nil, 1, nil]), style: .lines)
        #expect(plot.shapes.map(\.path) == ["M0 100L25 0M75 0h0.01"])
    }

    @Test func `expected values are dashed and begin at the last one that was measured`() {
        let plot = TimePlot(Self.chart([1, 0.5, 0.25, 0], forecastFrom: 2), style: .lines)
        #expect(plot.shapes.map(\.role) == [.line, .forecast])
        #expect(plot.shapes.map(\.path) == ["M0 0L33.33 50", "M33.33 50L66.67 75L100 100"])
        #expect(plot.forecastStart.map { Int($0) } == 33)
    }

    @Test func `bounds are a band behind all lines`() {
        let bounds: [ClosedRange<Double>?] = [0...0.5, 0.5...1]
        let chart = TimeChart(
            unit: .share, weeks: ["a", "b"],
            series: [.init(name: "x", values: [0.25, 0.75]), .init(name: "y", values: [0.25, 0.75], bounds: bounds)])
        let plot = TimePlot(chart, style: .lines)
        #expect(plot.shapes.map(\.role) == [.band, .line, .line])
        #expect(plot.shapes[0].path == "M0 50L100 0L100 50L0 100Z")
        #expect(plot.shapes[0].series == 1)
    }

    @Test func `layers lie upon each other, the first one at the bottom`() {
        let chart = TimeChart(
            unit: .share, weeks: ["a", "b"],
            series: [.init(name: "x", values: [0.5, 0.25]), .init(name: "y", values: [0.25, nil])])
        let plot = TimePlot(chart, style: .stack)
        #expect(plot.shapes.map(\.path) == ["M0 50L100 75L100 100L0 100Z", "M0 25L100 75L100 75L0 50Z"])
        #expect(plot.ends == [87.5, nil])
        #expect(plot.scale.top == 1)
    }

    @Test func `one week is drawn in the middle`() {
        let plot = TimePlot(Self.chart([1]), style: .lines)
        #expect(plot.shapes.map(\.path) == ["M50 0h0.01"])
        #expect(!TimePlot(Self.chart([1]), style: .stack).shapes.isEmpty)
    }

    @Test(arguments: [TimePlot.Style.lines, .stack])
    func `nothing lies outside the box, whatever the values`(style: TimePlot.Style) {
        let wild: [Double?] = [nil, .nan, .infinity, -.infinity, -3, 0, 1e300, 0.5, .greatestFiniteMagnitude, 1e-300]
        for unit in [TimeChart.Unit.share, .count] {
            for forecast in [nil, -1, 0, 5, 10, 99] {
                for values in [wild, wild.reversed(), [], [nil]] {
                    let chart = TimeChart(
                        unit: unit, weeks: (0..<10).map { "w\($0)" },
                        series: [
                            .init(
                                name: "x", values: values,
                                bounds: [0...1, -5...7, nil, -.infinity...(.infinity), 0...1e300]),
                            .init(name: "y", values: [0.1, 0.2]),
                        ], forecastFrom: forecast)
                    let plot = TimePlot(chart, style: style)
                    let numbers = plot.shapes.flatMap { $0.path.matches(of: /[0-9.]+/).compactMap { Double($0.0) } }
                    #expect(numbers.allSatisfy { (0...100).contains($0) })
                    #expect(plot.shapes.allSatisfy { $0.path.wholeMatch(of: /[MLHVZh0-9. ]+/) != nil })
                    #expect(plot.ends.allSatisfy { $0.map((0...100).contains) ?? true })
                }
            }
        }
    }

    @Test func `labels move apart and keep their order`() {
        #expect(PlotLabels.apart([50, nil, 50, 10]) == [50, nil, 50 + PlotLabels.lineHeight, 10])
        let crowd = PlotLabels.apart(Array(repeating: 100.0, count: 12)).compactMap { $0 }
        #expect(zip(crowd, crowd.dropFirst()).allSatisfy { $1 - $0 > PlotLabels.lineHeight - 0.001 })
        #expect(crowd.allSatisfy { (0...100).contains($0) })
        #expect(PlotLabels.apart([]) == [])
    }

    @Test(arguments: [
        (0, []), (1, [0]), (3, [0, 1, 2]), (8, Array(0...7)), (13, [0, 3, 6, 9, 12]), (26, [0, 5, 10, 15, 20, 25]),
        (30, [0, 7, 15, 22, 29]),
    ])
    func `few weeks are all named, of many five`(count: Int, named: [Int]) {
        #expect(PlotLabels.weeks(count) == named)
    }

    private static func chart(_ values: [Double?], forecastFrom: Int? = nil) -> TimeChart {
        TimeChart(
            unit: .share, weeks: values.indices.map { "w\($0)" }, series: [.init(name: "x", values: values)],
            forecastFrom: forecastFrom)
    }
}
