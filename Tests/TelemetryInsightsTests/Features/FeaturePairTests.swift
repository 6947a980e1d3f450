// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryStore
import Testing

struct FeaturePairTests {
    @Test func `lift, its interval and phi have the values computed independently`() throws {
        let pair = FeaturePair(first: "logdb", second: "mqtt", both: 40, onlyFirst: 10, onlySecond: 20, neither: 130)
        #expect(pair.n == 200)
        #expect(try abs(#require(pair.lift) - 8.0 / 3) < 1e-12)
        #expect(try abs(#require(pair.phi) - 0.629940788349) < 1e-9)
        #expect(isClose(try #require(pair.liftInterval), 2.192040517, 3.244060069, by: 1e-6))
    }

    @Test func `features that have nothing to do with each other have lift one and phi zero`() throws {
        let pair = FeaturePair(first: "a", second: "b", both: 30, onlyFirst: 60, onlySecond: 20, neither: 40)
        #expect(try abs(#require(pair.lift) - 1) < 1e-12)
        #expect(try abs(#require(pair.phi)) < 1e-12)
        #expect(try #require(pair.liftInterval).contains(1))
    }

    @Test(arguments: [(4, 50, 50, 50), (50, 4, 50, 50), (50, 50, 4, 50), (50, 50, 50, 4), (0, 0, 0, 0), (-1, 9, 9, 9)])
    func `a single count below five suppresses the pair`(both: Int, first: Int, second: Int, neither: Int) {
        let pair = FeaturePair(
            first: "a", second: "b", both: both, onlyFirst: first, onlySecond: second, neither: neither)
        #expect(pair.isSuppressed)
        #expect(pair.lift == nil && pair.phi == nil && pair.liftInterval == nil)
    }

    @Test func `five of each are enough`() {
        #expect(FeaturePair(first: "a", second: "b", both: 5, onlyFirst: 5, onlySecond: 5, neither: 5).lift == 1)
    }

    @Test func `the latest week's pairs are read from its cells, the strongest connection first`() {
        let history = SampleHistory.weeks([
            [.pair: ["old=on pair=on": 99]],
            [
                .pair: [
                    "logdb=on mqtt=on": 40, "logdb=on mqtt=off": 10, "logdb=off mqtt=on": 20, "logdb=off mqtt=off": 130,
                    "logdb=on influxdb=on": 30, "logdb=on influxdb=off": 60, "logdb=off influxdb=on": 20,
                    "logdb=off influxdb=off": 40, "mqtt=on influxdb=on": 3, "other": 7, "a b": 1, "a=on b=on c=on": 1,
                ]
            ],
        ])
        let pairs = FeaturePair.all(history)
        #expect(pairs.map(\.second) == ["mqtt", "influxdb", "influxdb"])
        #expect(
            pairs.first
                == FeaturePair(first: "logdb", second: "mqtt", both: 40, onlyFirst: 10, onlySecond: 20, neither: 130))
        #expect(pairs.map(\.isSuppressed) == [false, false, true])
    }
}
