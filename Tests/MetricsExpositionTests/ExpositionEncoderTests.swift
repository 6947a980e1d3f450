// SPDX-License-Identifier: MIT

import Testing

@testable import MetricsExposition

@Suite struct ExpositionEncoderTests {
    private func page(_ families: MetricFamily...) -> String {
        String(decoding: ExpositionEncoder.encode(families), as: UTF8.self)
    }

    @Test func `writes help, type, samples and a blank line between families`() {
        let first = MetricFamily(
            "a_total", .counter, help: "First.",
            samples: [.init(1), .init(2.5, labels: [.init("x", "1"), .init("y", "two")])])
        let second = MetricFamily("b", .gauge, help: "Second.", samples: [.init(0)])
        #expect(
            page(first, second) == """
                # HELP a_total First.
                # TYPE a_total counter
                a_total 1
                a_total{x="1",y="two"} 2.5

                # HELP b Second.
                # TYPE b gauge
                b 0

                """)
    }

    @Test func `writes help and type of a family without samples`() {
        #expect(page(MetricFamily("a", .gauge, help: "None yet.")) == "# HELP a None yet.\n# TYPE a gauge\n")
    }

    @Test func `writes nothing for nothing`() {
        #expect(page() == "")
    }

    @Test func `escapes label values`() {
        let family = MetricFamily(
            "a", .gauge, help: "h", samples: [.init(1, labels: [.init("p", "C:\\x\n\"q\"\tß")])])
        #expect(page(family).contains("a{p=\"C:\\\\x\\n\\\"q\\\"\tß\"} 1\n"))
    }

    @Test func `escapes help, but not its quotes`() {
        #expect(
            page(MetricFamily("a", .gauge, help: "a \"b\" \\ c\nd"))
                == "# HELP a a \"b\" \\\\ c\\nd\n# TYPE a gauge\n")
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1, "1"), (-17, "-17"), (99.6, "99.6"), (0.1, "0.1"), (15_281_655_808, "15281655808"),
        (19_317_810_790.4, "19317810790.4"), (9_007_199_254_740_992, "9007199254740992"), (1e21, "1e+21"),
        (1e-7, "1e-07"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    ])
    func `writes numbers in the shortest form`(value: Double, expected: String) {
        #expect(ExpositionEncoder.text(of: value) == expected)
    }

    @Test(arguments: [0.1 + 0.2, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -123_456.789])
    func `writes numbers that read back the same`(value: Double) {
        #expect(Double(ExpositionEncoder.text(of: value)) == value)
    }
}
