// SPDX-License-Identifier: MIT

package import TelemetryWire

/// What a store holds about an installation apart from its older spans: all that a report in time needs.
package struct Installation: Sendable, Equatable {
    /// The key to which its ID is pinned; `nil` if its reports are not signed.
    package let publicKey: [UInt8]?
    package var counter: UInt64
    /// The digest of the last report's body, and the day on which it counted; for signed reports only, since others cannot
    /// be told apart.
    package var bodySHA256: [UInt8]?
    package var received: UTCDay
    package var firstSeen: UTCDay
    package var isConfirmed: Bool
    package var newest: Span

    package init(
        publicKey: [UInt8]?, counter: UInt64, bodySHA256: [UInt8]?, received: UTCDay, firstSeen: UTCDay,
        isConfirmed: Bool, newest: Span
    ) {
        self.publicKey = publicKey
        self.counter = counter
        self.bodySHA256 = bodySHA256
        self.received = received
        self.firstSeen = firstSeen
        self.isConfirmed = isConfirmed
        self.newest = newest
    }

    /// The installation that its first report makes.
    package init(_ submission: Submission) {
        self.init(
            publicKey: submission.proof?.publicKey, counter: submission.proof?.counter ?? 0,
            bodySHA256: submission.proof == nil ? nil : submission.bodySHA256, received: submission.day,
            firstSeen: submission.day, isConfirmed: false,
            newest: Span(state: submission.state, first: submission.day, last: submission.day))
    }

    /// What a report does to the history.
    package enum Step: Sendable, Equatable {
        /// The newest span says it, or says it with a later last day.
        case keepSpan
        /// The newest span ends, and the report begins another.
        case nextSpan
        /// The report comes late, so that the whole history must be looked at.
        case rewrite
    }

    /// What `submission`, which is not refused, does to the history, if older spans number `earlierSpans`.
    package func step(_ submission: Submission, earlierSpans: Int) -> Step {
        guard submission.day >= newest.last else { return .rewrite }
        if SpanRule.extends(newest.state, until: newest.last, with: submission.state, on: submission.day) {
            return .keepSpan
        }
        return earlierSpans + 1 < SpanRule.maximumSpans ? .nextSpan : .rewrite
    }

    /// True if `submission` changes what closed weeks say: it belongs to one, or its installation leaves the quarantine.
    package func touches(_ closed: ClosedWeeks?, with submission: Submission) -> Bool {
        guard let closed else { return false }
        return ISOWeek(submission.day) <= closed.through
            || (!isConfirmed && submission.day != firstSeen && ISOWeek(firstSeen) <= closed.through)
    }

    /// Takes a report that is not refused, and whose step is not `rewrite`.
    package mutating func accept(_ submission: Submission, _ step: Step) {
        note(submission)
        if step == .keepSpan {
            newest.last = submission.day
        } else {
            newest = Span(state: submission.state, first: submission.day, last: submission.day)
        }
        isConfirmed = isConfirmed || submission.day != firstSeen
    }

    /// Takes a report that is not refused, and the history that it made.
    package mutating func accept(_ submission: Submission, _ history: InstallationHistory) {
        note(submission)
        (firstSeen, isConfirmed) = (history.firstSeen, history.isConfirmed)
        if let last = history.history.spans.last { newest = last }
    }

    private mutating func note(_ submission: Submission) {
        received = submission.day
        guard let proof = submission.proof else { return }
        counter = proof.counter
        bodySHA256 = submission.bodySHA256
    }
}
