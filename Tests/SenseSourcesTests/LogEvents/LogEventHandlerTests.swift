// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams
import Testing

@testable import SenseSources

@Suite struct LogEventHandlerTests {
    private static let app = "7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab"
    private static let counting = "qseow-proxy/QS-PROXY/System.Proxy"

    private let sink = BatchSink()
    private let tally = EventTally(keepsReceived: true, keepsRejected: true)

    private func handler(
        sources: Set<LogEvent.Source> = [.proxy, .performance], apps: AppNameTable? = nil,
        categorisation: Categorisation? = nil, performance: PerformanceRules? = nil
    ) -> LogEventHandler {
        let rules = LogEventRules(sources: sources, categorisation: categorisation, performance: performance)
        return LogEventHandler(rules: rules, apps: apps, tally: tally, sink: sink)
    }

    private func line(_ message: String, type: String = "qseow-proxy") -> String {
        "/\(type)/;14;20260310T101500.123+0100;2026-03-10 10:15:00,123;WARN;QS-PROXY;System.Proxy;ACME\\svc;\(message);;"
            + "ACME;alice;Open;500;AppAccess;/app/x"
    }

    private func performance(_ object: String, method: String = "Doc::GetLayout", time: String = "12.5") -> String {
        "/qseow-qix-perf/;14;20260310T101503.500+0100;2026-03-10 10:15:03,500;INFO;QS-ENGINE;QixPerformance.Engine;"
            + "ACME\\svc;3f0c8a52-91d4-4b7e-a6f3-5d2e8b10c4aa;ACME;alice;2026-03-10T10:15:03.498+0100;"
            + "9b8a7c6d-5e4f-4321-8fed-cba987654321;\(Self.app);42;\(method);\(time);11.9;0;0.1;3.25;7;\(object);2048;"
            + "4096;barchart"
    }

    private func texts(_ counts: EventCounts) -> [String] {
        counts.entries.map { "\($0.source)/\($0.host)/\($0.subsystem): \($0.count)" }
    }

    @Test func `hands over what was read in one go at once and in order, and each only once`() throws {
        let handler = handler()
        let time = Timestamp(nanoseconds: 123_456_789)
        #expect(try handler.handle(line("1"), at: time) == nil)
        #expect(sink.batches.isEmpty && tally.total.isEmpty)
        try handler.read(line("2"), line("3"))
        #expect(sink.messages == [["1", "2", "3"]])
        guard case .logEvent(let event) = sink.batches.first?.first else {
            Issue.record("the first is no log event")
            return
        }
        #expect(event.source == .proxy && event.receivedAt == time && event.logRow == 14)

        try handler.read(line("4"))
        try handler.read()
        #expect(sink.messages == [["1", "2", "3"], ["4"]])
        #expect(texts(tally.total) == ["\(Self.counting): 4"])
    }

    @Test func `says why a datagram is no event, and loses no neighbour`() throws {
        let rule = Categorisation.Rule(levels: ["WARN"], action: .drop, filters: [.contains("heartbeat")])
        let handler = handler(categorisation: Categorisation(rules: [rule], defaultCategories: []))
        let reasons = try handler.read(
            "", line("1"), line("no", type: "qseow-printing"), line("off", type: "qseow-engine"), line("heartbeat"),
            "/qseow-proxy/;14;;;WARN;QS-PROXY;System.Proxy", line("2"))
        #expect(reasons == [.empty, nil, .unknownType, .disabledType, .droppedByRule, .tooFewFields, nil])
        #expect(sink.messages == [["1", "2"]])
        #expect(
            texts(tally.take().received) == [
                "Unknown/Unknown/Unknown: 2", "\(Self.counting): 4", "qseow-engine/QS-PROXY/System.Proxy: 1",
            ])
    }

    @Test func `counts by what they were about the performance events that no filter lets pass`() throws {
        let table = AppNameTable()
        table.replace(with: AppNames([(id: Self.app, name: "Sales")]))
        let filter = PerformanceFilter(methods: .all(except: ["Doc::Wanted not"]))
        let handler = handler(apps: table, performance: PerformanceRules(looksUpAppNames: true, allApps: filter))
        let reasons = try handler.read(
            performance("a", method: "Doc::Wanted not"), performance("b"),
            performance("c", method: "Doc::Wanted not", time: "0.5"))
        #expect(reasons == [.filtered, nil, .filtered])
        #expect(sink.messages == [["b"]])
        let taken = tally.take()
        #expect(texts(taken.received) == ["qseow-qix-perf/QS-ENGINE/QixPerformance.Engine: 1"])
        let entry = try #require(taken.rejected.entries.first)
        #expect(taken.rejected.entries.count == 1 && entry.count == 2 && entry.processTime == 13)
        #expect(entry.appID == Self.app && entry.appName == "Sales")
        #expect(entry.method == "Doc::Wanted not" && entry.objectType == "barchart")
        // Filtered ones alone are handed over to nobody, and counted in their own reading.
        try handler.read(performance("d", method: "Doc::Wanted not"))
        #expect(sink.batches.count == 1)
        #expect(tally.take().rejected.entries.map(\.count) == [1])
        try handler.read(performance("e"))
        #expect(tally.take().rejected.isEmpty)
    }

    @Test func `only counts performance events that nobody monitors`() throws {
        #expect(try handler().read(performance("a")) == [.notMonitored])
        #expect(sink.batches.isEmpty)
        let taken = tally.take()
        #expect(texts(taken.received) == ["qseow-qix-perf/QS-ENGINE/QixPerformance.Engine: 1"])
        #expect(taken.rejected.isEmpty)
    }

    @Test func `knows apps by the names that the repository told last`() throws {
        let table = AppNameTable()
        let rules = PerformanceRules(looksUpAppNames: true, allApps: PerformanceFilter())
        let handler = handler(apps: table, performance: rules)
        for name in ["", "Sales", "Sales 2"] {
            if !name.isEmpty { table.replace(with: AppNames([(id: Self.app, name: name)])) }
            try handler.read(performance("a"))
        }
        let names = sink.batches.joined().map { observation in
            if case .logEvent(let event) = observation { event.text(.appName) } else { "something else" }
        }
        #expect(names == ["", "Sales", "Sales 2"])
    }
}
