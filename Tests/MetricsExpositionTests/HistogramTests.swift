// SPDX-License-Identifier: MIT

import Testing

@testable import MetricsExposition

@Suite struct HistogramTests {
    private func buckets(_ histogram: Histogram) -> [String: Double] {
        Dictionary(
            histogram.samples(labels: []).filter { $0.suffix == "_bucket" }.map {
                ($0.labels.last?.value ?? "", $0.value)
            }
        ) { _, second in second }
    }

    private func value(_ suffix: String, _ histogram: Histogram) -> Double? {
        histogram.samples(labels: []).first { $0.suffix == suffix }?.value
    }

    @Test func `counts nothing before the first value`() {
        let histogram = Histogram(bounds: [1, 2])
        #expect(buckets(histogram) == ["1": 0, "2": 0, "+Inf": 0])
        #expect(value("_sum", histogram) == 0)
        #expect(value("_count", histogram) == 0)
    }

    @Test func `counts a value in its class and in all above`() {
        var histogram = Histogram(bounds: [0.5, 1, 2])
        for value in [0, 0.75, 1.5, 1.75, 10] { histogram.record(value) }
        #expect(buckets(histogram) == ["0.5": 1, "1": 2, "2": 4, "+Inf": 5])
        #expect(value("_sum", histogram) == 14)
        #expect(value("_count", histogram) == 5)
    }

    @Test func `takes a bound for part of the class below it`() {
        var histogram = Histogram(bounds: [1, 2])
        histogram.record(1)
        histogram.record(2)
        #expect(buckets(histogram) == ["1": 1, "2": 2, "+Inf": 2])
    }

    @Test func `has the classes in ascending order, then sum and count, all with the labels`() {
        var histogram = Histogram(bounds: [0.25, 1])
        histogram.record(0.5)
        let samples = histogram.samples(labels: [.init("kind", "x")])
        #expect(samples.map(\.suffix) == ["_bucket", "_bucket", "_bucket", "_sum", "_count"])
        #expect(samples.allSatisfy { $0.labels.first == .init("kind", "x") })
        #expect(samples.map(\.labels.count) == [2, 2, 2, 1, 1])
        let page = ExpositionEncoder.encode([MetricFamily("d_seconds", .histogram, help: "D.", samples: samples)])
        #expect(
            String(decoding: page, as: UTF8.self) == """
                # HELP d_seconds D.
                # TYPE d_seconds histogram
                d_seconds_bucket{kind="x",le="0.25"} 0
                d_seconds_bucket{kind="x",le="1"} 1
                d_seconds_bucket{kind="x",le="+Inf"} 1
                d_seconds_sum{kind="x"} 0.5
                d_seconds_count{kind="x"} 1

                """)
    }
}
