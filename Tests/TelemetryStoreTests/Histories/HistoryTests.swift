// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryTestKit
import TelemetryWire
import Testing

struct HistoryTests {
    private static let day = UTCDay(number: 20_000)

    private static func state(_ version: Int) -> FleetState { Sample.state(version: "\(version).0.0") }

    private static func span(_ version: Int, _ first: Int, _ last: Int) -> Span {
        Span(state: state(version), first: day.advanced(by: first), last: day.advanced(by: last))
    }

    /// Version 1 on days 0 to 10, version 2 on days 10 to 20, nothing for 15 days, version 2 on days 35 to 40.
    private static let history = History([span(1, 0, 10), span(2, 10, 20), span(2, 35, 40)])

    @Test(
        arguments: [
            // In time: what is not older than the newest span.
            (2, 40, .nothing), (2, 41, .lengthen(2)), (2, 47, .lengthen(2)), (2, 48, .insert(at: 3)),
            (1, 40, .insert(at: 3)), (1, 41, .insert(at: 3)),
            // Late, and known already.
            (1, 0, .nothing), (1, 5, .nothing), (1, 10, .nothing), (2, 10, .nothing), (2, 36, .nothing),
            // Late, before everything.
            (1, -1, .beginEarlier(0)), (1, -7, .beginEarlier(0)), (1, -8, .insert(at: 0)), (2, -1, .insert(at: 0)),
            // Late, in a gap.
            (2, 21, .lengthen(1)), (2, 27, .lengthen(1)), (2, 28, .beginEarlier(2)), (2, 34, .beginEarlier(2)),
            (1, 21, .insert(at: 2)), (1, 34, .insert(at: 2)),
            // Late, where one state gives way to another or begins.
            (3, 0, .insert(at: 0)), (3, 10, .insert(at: 1)), (3, 20, .insert(at: 2)), (3, 35, .insert(at: 2)),
            // Late, in the middle of another state.
            (2, 5, .split(0)), (3, 15, .split(1)), (1, 39, .split(2)),
        ] as [(Int, Int, History.Change)])
    func `changes in one of six ways`(_ version: Int, _ day: Int, _ change: History.Change) {
        #expect(Self.history.change(by: Self.state(version), on: Self.day.advanced(by: day)) == change)
    }

    @Test func `joins two spans when a report closes the gap`() {
        var history = History([Self.span(1, 0, 10), Self.span(1, 24, 30)])
        #expect(history.change(by: Self.state(1), on: Self.day.advanced(by: 17)) == .joinWithNext(0))
        history.add(Self.state(1), on: Self.day.advanced(by: 17))
        #expect(history.spans == [Self.span(1, 0, 30)])
    }

    @Test func `splits a span without losing a day`() {
        var history = History([Self.span(1, 0, 10)])
        history.add(Self.state(2), on: Self.day.advanced(by: 4))
        #expect(history.spans == [Self.span(1, 0, 4), Self.span(2, 4, 4), Self.span(1, 4, 10)])
        #expect(history.contains(Self.state(1), on: Self.day.advanced(by: 4)))
    }

    @Test func `begins with the first report`() {
        var history = History()
        history.add(Self.state(1), on: Self.day)
        #expect(history.spans == [Self.span(1, 0, 0)])
    }

    @Test func `needs only the newest span for a report that is in time`() {
        let newest = History([Self.span(2, 35, 40)])
        for (version, day) in [(2, 40), (2, 41), (2, 47), (2, 48), (1, 40), (1, 90)] {
            let (state, day) = (Self.state(version), Self.day.advanced(by: day))
            switch (Self.history.change(by: state, on: day), newest.change(by: state, on: day)) {
            case (.nothing, .nothing), (.lengthen(2), .lengthen(0)), (.insert(at: 3), .insert(at: 1)): break
            case let (whole, short): Issue.record("\(version) on \(day): \(whole) is not \(short)")
            }
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `stays in order, tells each report and is as short as it can be`(_ seed: UInt64) {
        var random = seed &* 2_654_435_761 &+ 1
        func next(_ bound: UInt64) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % bound)
        }
        var history = History()
        var reports: [(state: FleetState, day: UTCDay)] = []
        for _ in 0..<60 {
            let report = (state: Self.state(next(3)), day: Self.day.advanced(by: next(120)))
            reports.append(report)
            history.add(report.state, on: report.day)
            #expect(reports.allSatisfy { history.contains($0.state, on: $0.day) })
            #expect(history.spans.last?.last == reports.map(\.day).max())
            #expect(history.spans.first?.first == reports.map(\.day).min())
            for (span, following) in zip(history.spans, history.spans.dropFirst()) {
                #expect(span.first <= span.last && span.last <= following.first)
                let gap = following.first.number - span.last.number
                #expect(span.state != following.state || gap > SpanRule.longestGap)
            }
        }
    }
}
