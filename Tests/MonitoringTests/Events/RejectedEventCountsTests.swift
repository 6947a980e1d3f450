// SPDX-License-Identifier: MIT

import Testing

@testable import Monitoring

@Suite struct RejectedEventCountsTests {
    private func key(_ app: String, name: String = "", method: String = "m") -> RejectedEventKey {
        RejectedEventKey(EventFields([app, name, method, "t"]))
    }

    @Test func `sums up events and their time`() {
        var counts = RejectedEventCounts()
        #expect(counts.isEmpty)
        counts.add(key("a", name: "n"), processTime: 1.5)
        counts.add(key("a", name: "n"), processTime: nil)
        counts.add(key("a", name: "n"), processTime: .infinity)
        counts.add(key("an"), processTime: 2)
        #expect(
            counts.entries == [
                .init(appID: "a", appName: "n", method: "m", objectType: "t", count: 3, processTime: 1.5),
                .init(appID: "an", appName: "", method: "m", objectType: "t", count: 1, processTime: 2),
            ])
    }

    @Test func `what calls itself other is among the others, so that each name is there once`() {
        var counts = RejectedEventCounts(limit: 1)
        counts.add(RejectedEventKey(EventFields(["other", "", "other", "other"])), processTime: 1)
        counts.add(key("a"), processTime: 2)
        #expect(
            counts.entries == [
                .init(appID: "other", appName: "", method: "other", objectType: "other", count: 2, processTime: 3)
            ])
    }

    @Test func `counts all beyond its limit as one`() {
        var counts = RejectedEventCounts(limit: 1)
        for app in ["a", "b", "a", "c"] { counts.add(key(app), processTime: 1) }
        #expect(
            counts.entries == [
                .init(appID: "a", appName: "", method: "m", objectType: "t", count: 2, processTime: 2),
                .init(appID: "other", appName: "", method: "other", objectType: "other", count: 2, processTime: 2),
            ])
    }
}
