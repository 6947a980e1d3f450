// SPDX-License-Identifier: MIT

package import TelemetryWire

/// An installation's spans from the oldest to the newest. They do not overlap; neighbours may share a day, on which the
/// installation was in both states.
package struct History: Sendable, Equatable {
    package private(set) var spans: [Span]

    /// - Parameter spans: spans in their order. If a report is not older than the newest one, that one is enough.
    package init(_ spans: [Span] = []) { self.spans = spans }

    /// How one more report changes a history. Spans are named by their index before the change.
    package enum Change: Sendable, Equatable {
        /// The history says it already.
        case nothing
        /// The span ends with the report's day.
        case lengthen(Int)
        /// The span begins with the report's day.
        case beginEarlier(Int)
        /// The report closes the gap between the span and the next one: they become one.
        case joinWithNext(Int)
        /// The report is a span of its own at this index.
        case insert(at: Int)
        /// The report is a span of its own in the middle of this one, whose two parts keep the report's day.
        case split(Int)
    }

    /// True if this says that the installation was in `state` on `day`.
    package func contains(_ state: FleetState, on day: UTCDay) -> Bool {
        spans.contains { $0.contains(state, on: day) }
    }

    /// What a report of `state` on `day` changes. One that arrives late is put in its place and is never the newest.
    package func change(by state: FleetState, on day: UTCDay) -> Change {
        guard let newest = spans.last else { return .insert(at: 0) }
        if day >= newest.last {
            guard SpanRule.extends(newest.state, until: newest.last, with: state, on: day) else {
                return .insert(at: spans.count)
            }
            return day > newest.last ? .lengthen(spans.count - 1) : .nothing
        }
        if contains(state, on: day) { return .nothing }
        let next = spans.firstIndex { $0.last > day } ?? spans.count - 1
        if spans[next].first < day { return .split(next) }
        let extendsPrevious =
            next > 0
            && SpanRule.extends(spans[next - 1].state, until: spans[next - 1].last, with: state, on: day)
        let reachesNext = SpanRule.extends(state, until: day, with: spans[next].state, on: spans[next].first)
        return switch (extendsPrevious, reachesNext) {
        case (true, true): .joinWithNext(next - 1)
        case (true, false): .lengthen(next - 1)
        case (false, true): .beginEarlier(next)
        case (false, false): .insert(at: next)
        }
    }

    /// Adds a report. Beyond `SpanRule.maximumSpans` the oldest spans are lost.
    package mutating func add(_ state: FleetState, on day: UTCDay) {
        let report = Span(state: state, first: day, last: day)
        switch change(by: state, on: day) {
        case .nothing: break
        case .lengthen(let index): spans[index].last = day
        case .beginEarlier(let index): spans[index].first = day
        case .joinWithNext(let index):
            spans[index].last = spans[index + 1].last
            spans.remove(at: index + 1)
        case .insert(let index): spans.insert(report, at: index)
        case .split(let index):
            let span = spans[index]
            let parts = [
                Span(state: span.state, first: span.first, last: day), report,
                Span(state: span.state, first: day, last: span.last),
            ]
            spans.replaceSubrange(index...index, with: parts)
        }
        if spans.count > SpanRule.maximumSpans { spans.removeFirst(spans.count - SpanRule.maximumSpans) }
    }
}
