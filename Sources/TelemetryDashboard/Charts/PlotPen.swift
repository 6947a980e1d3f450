// SPDX-License-Identifier: MIT

/// Writes the paths of a chart over weeks.
struct PlotPen {
    let scale: ValueScale
    /// The position of the last week.
    let last: Int

    static func position(of week: Int, last: Int) -> Double {
        last > 0 ? 100 * Double(week) / Double(last) : 50
    }

    /// First all bands, then all lines, so that no band hides a line.
    func lines(_ series: [TimePlot.Series], forecastFrom forecast: Int?) -> [TimePlot.Shape] {
        let bands = series.enumerated().compactMap { index, line in
            shape(.band, index, runs(line.bounds).map { band($0, line.bounds) })
        }
        let measured = series.enumerated().flatMap { index, line in
            let end = forecast ?? last + 1
            let solid = line.values.enumerated().map { $0 < end ? $1 : nil }
            let dashed = line.values.enumerated().map { $0 >= end - 1 && forecast != nil ? $1 : nil }
            return [
                shape(.line, index, runs(solid).map { path($0, solid) }),
                shape(.forecast, index, runs(dashed).filter { $0.count > 1 || end == 0 }.map { path($0, dashed) }),
            ].compactMap { $0 }
        }
        return bands + measured
    }

    /// Layer upon layer, the first one at the bottom.
    func layers(_ series: [TimePlot.Series]) -> [TimePlot.Shape] {
        var below = Array(repeating: 0.0, count: last + 1)
        return series.enumerated().compactMap { index, part in
            let heights = (0...last).map { max(part.value($0), 0) }
            defer { below = zip(below, heights).map { $0 + $1 } }
            guard heights.contains(where: { $0 > 0 }) else { return nil }
            let edges: [ClosedRange<Double>?] = zip(below, heights).map { $0...($0 + $1) }
            return shape(.layer, index, [band(0..<edges.count, edges)])
        }
    }

    private func shape(_ role: TimePlot.Shape.Role, _ series: Int, _ paths: [String]) -> TimePlot.Shape? {
        paths.isEmpty ? nil : TimePlot.Shape(role: role, series: series, path: paths.joined())
    }

    /// The stretches of weeks in which something is known.
    private func runs<Value>(_ values: [Value?]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for (index, value) in values.enumerated() where value != nil {
            if let run = runs.last, run.upperBound == index {
                runs[runs.count - 1] = run.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }

    /// A run of one week is a dot: a line without length, which the style sheet gives round ends.
    private func path(_ run: Range<Int>, _ values: [Double?]) -> String {
        let points = run.map { point($0, values[$0] ?? 0) }
        return "M" + points.joined(separator: "L") + (points.count == 1 ? "h0.01" : "")
    }

    /// Along the upper edge and back along the lower one. A run of one week is as wide as a hair.
    private func band(_ run: Range<Int>, _ edges: [ClosedRange<Double>?]) -> String {
        if run.count == 1, let edge = edges[run.lowerBound] {
            let (x, half) = (Self.position(of: run.lowerBound, last: last), last > 0 ? 0.2 : 20)
            let (low, high) = (y(edge.lowerBound), y(edge.upperBound))
            let (left, right) = (Coordinate.text(x - half), Coordinate.text(x + half))
            return "M\(left) \(high)H\(right)V\(low)H\(left)Z"
        }
        let upper = run.map { point($0, edges[$0]?.upperBound ?? 0) }
        let lower = run.reversed().map { point($0, edges[$0]?.lowerBound ?? 0) }
        return "M" + (upper + lower).joined(separator: "L") + "Z"
    }

    private func point(_ week: Int, _ value: Double) -> String {
        "\(Coordinate.text(Self.position(of: week, last: last))) \(y(value))"
    }

    private func y(_ value: Double) -> String { Coordinate.text(scale.distance(of: value)) }
}
