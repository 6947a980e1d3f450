// SPDX-License-Identifier: MIT

/// Counts values in classes with fixed upper bounds, and their sum.
package struct Histogram: Sendable, Equatable {
    /// In ascending order; values above the last are only in the total.
    package let bounds: [Double]
    private var counts: [Int]
    private var total = 0
    private var sum = 0.0

    package init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count)
    }

    package mutating func record(_ value: Double) {
        if let index = bounds.firstIndex(where: { value <= $0 }) { counts[index] += 1 }
        total += 1
        sum += value
    }

    /// The samples of a histogram family: each class with those below it, the sum and the total.
    package func samples(labels: [MetricFamily.Label]) -> [MetricFamily.Sample] {
        var below = 0
        var samples: [MetricFamily.Sample] = []
        for (bound, count) in zip(bounds, counts) {
            below += count
            let label = MetricFamily.Label("le", ExpositionEncoder.text(of: bound))
            samples.append(.init(Double(below), labels: labels + [label], suffix: "_bucket"))
        }
        samples.append(.init(Double(total), labels: labels + [.init("le", "+Inf")], suffix: "_bucket"))
        samples.append(.init(sum, labels: labels, suffix: "_sum"))
        samples.append(.init(Double(total), labels: labels, suffix: "_count"))
        return samples
    }
}
