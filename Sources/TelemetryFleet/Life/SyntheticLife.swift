// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryStore
import TelemetryWire

/// What happens to one synthetic installation from its first day to its last, and the spans that its reports make of it.
struct SyntheticLife: Sendable {
    let lifetime: Lifetime

    private let world: FleetWorld
    private let start: Condition
    private let happenings: [(day: Int, what: Happening)]

    init(lifetime: Lifetime, world: FleetWorld, start: Condition, happenings: [(day: Int, what: Happening)]) {
        self.lifetime = lifetime
        self.world = world
        self.start = start
        let (first, last) = (lifetime.days.lowerBound.number, lifetime.days.upperBound.number)
        // Equal days stay in the order in which they were drawn.
        self.happenings = happenings.enumerated()
            .filter { $0.element.day > first && $0.element.day <= last }
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }

    /// What it is at the end of a day, heard or not; `nil` if it is not there.
    func condition(on day: UTCDay) -> Condition? {
        guard lifetime.days.contains(day) else { return nil }
        var condition = start
        for (number, what) in happenings {
            guard number <= day.number else { break }
            condition.apply(what, on: number, world)
        }
        return condition
    }

    /// What its reports tell, oldest first. A change made during the day leaves a day on which both states were reported.
    func spans(_ random: inout SplitMix64) -> [Span] {
        let phases = phases()
        var spans: [Span] = []
        for (index, phase) in phases.enumerated() where phase.isHeard {
            let next = index + 1 < phases.count ? phases[index + 1] : nil
            let sharesDay = next.map { $0.isHeard && $0.state != phase.state } ?? false
            var last = next.map { $0.day - 1 } ?? lifetime.days.upperBound.number
            if sharesDay, random.chance(0.5) { last += 1 }
            let span = Span(state: phase.state, first: UTCDay(number: phase.day), last: UTCDay(number: last))
            if let end = spans.last, SpanRule.extends(end.state, until: end.last, with: span.state, on: span.first) {
                spans[spans.count - 1].last = span.last
            } else {
                spans.append(span)
            }
        }
        return spans
    }

    /// A time in which nothing happens.
    private struct Phase {
        var day: Int
        var state: FleetState
        var isHeard: Bool
    }

    private func phases() -> [Phase] {
        var condition = start
        var phases: [Phase] = []
        func begin(_ day: Int) {
            phases.append(Phase(day: day, state: condition.state(world), isHeard: condition.isHeard(world)))
        }
        begin(lifetime.days.lowerBound.number)
        for (index, (day, what)) in happenings.enumerated() {
            condition.apply(what, on: day, world)
            let isLast = index + 1 == happenings.count || happenings[index + 1].day != day
            if isLast { begin(day) }
        }
        return phases
    }
}
