// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Synchronization
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(1))) struct EventFiguresSourceTests {
    /// Figures that are numbered, or none.
    private final class Figures: Sendable {
        private let kept = Mutex((taken: 0, isEmpty: false))

        var taken: Int { kept.withLock { $0.taken } }
        var isEmpty: Bool {
            get { kept.withLock { $0.isEmpty } }
            set { kept.withLock { $0.isEmpty = newValue } }
        }

        func take() -> [Measurement] {
            kept.withLock { kept in
                kept.taken += 1
                return kept.isEmpty ? [] : [Self.figure(kept.taken)]
            }
        }

        static func figure(_ number: Int) -> Measurement {
            Measurement(
                "event_count", tags: [], fields: [.init("counter", .number(Double(number)))],
                time: Timestamp(secondsSinceEpoch: 1))
        }
    }

    private let clock = TestClock()
    private let sink = RecordingSink()
    private let figures = Figures()

    private var source: EventFiguresSource {
        EventFiguresSource("EVENT COUNTS", every: .seconds(20), clock: clock, sink: sink) { [figures] in
            figures.take()
        }
    }

    private func expected(_ numbers: Int...) -> [Observation] { numbers.map { .eventFigures([Figures.figure($0)]) } }

    @Test func `hands figures over at each interval, and once more at the end`() async throws {
        try await withRunning([source]) {
            await clock.untilSleeping()
            #expect(figures.taken == 0)
            clock.advance(by: .seconds(19))
            #expect(sink.observations.isEmpty)
            clock.advance(by: .seconds(1))
            await clock.untilSleeping()
            #expect(sink.observations == expected(1))
            clock.advance(by: .seconds(20))
            await clock.untilSleeping()
            #expect(sink.observations == expected(1, 2))
        }
        #expect(sink.observations == expected(1, 2, 3))
        #expect(clock.now.offset == .seconds(40))
    }

    @Test func `sends nothing when nothing was counted`() async throws {
        figures.isEmpty = true
        try await withRunning([source]) {
            await clock.untilSleeping()
            clock.advance(by: .seconds(20))
            await clock.untilSleeping()
            #expect(figures.taken == 1 && sink.observations.isEmpty)
            figures.isEmpty = false
            clock.advance(by: .seconds(20))
            await clock.untilSleeping()
            #expect(sink.observations == expected(2))
            figures.isEmpty = true
        }
        #expect(figures.taken == 3 && sink.observations == expected(2))
    }

    @Test func `says what it hands over`() { #expect("\(source)" == "EventFiguresSource EVENT COUNTS") }
}
