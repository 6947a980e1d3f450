// SPDX-License-Identifier: MIT

package import TelemetryWire

/// A store that lives as long as the process: the shortest statement of what a store does, for tests.
package actor InMemoryStore: FleetWriter, FleetReader, FleetEraser {
    private struct Installation {
        var publicKey: [UInt8]?
        var counter: UInt64 = 0
        var bodySHA256: [UInt8] = []
        var received: UTCDay
        var spans: [Span] = []
    }

    private struct Span {
        var state: FleetState
        var first: UTCDay
        var last: UTCDay
    }

    private var installations: [KeyedID: Installation] = [:]

    package init() {}

    package func submit(_ submission: Submission) -> SubmissionOutcome {
        var installation = installations[submission.installation] ?? Installation(received: submission.day)
        if let refusal = submission.refusal(
            publicKey: installation.publicKey, counter: installation.counter, bodySHA256: installation.bodySHA256,
            received: installation.received)
        {
            return refusal
        }
        installation.publicKey = submission.proof?.publicKey
        installation.counter = submission.proof?.counter ?? 0
        installation.bodySHA256 = submission.bodySHA256
        installation.received = submission.day
        if let last = installation.spans.last, submission.day >= last.last,
            SpanRule.extends(last.state, until: last.last, with: submission.state, on: submission.day)
        {
            installation.spans[installation.spans.count - 1].last = submission.day
        } else {
            installation.spans.append(Span(state: submission.state, first: submission.day, last: submission.day))
        }
        installations[submission.installation] = installation
        return .stored(submission.day)
    }

    package func erase(_ installation: KeyedID) -> ErasureCounts {
        guard let erased = installations.removeValue(forKey: installation) else {
            return ErasureCounts(installations: 0, spans: 0)
        }
        return ErasureCounts(installations: 1, spans: erased.spans.count)
    }

    package func overview(service: String, asOf day: UTCDay) -> FleetOverview {
        let earliest = day.advanced(by: 1 - FleetOverview.activeDays)
        let active = installations.values.filter { installation in
            installation.spans.last.map { $0.state.service == service && $0.last >= earliest } ?? false
        }
        return FleetOverview(
            service: service, day: day, firstSeen: active.flatMap { $0.spans.map(\.first) }.min(),
            states: active.compactMap { $0.spans.last?.state }.map { ($0, 1) })
    }
}
