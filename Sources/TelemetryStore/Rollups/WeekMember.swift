// SPDX-License-Identifier: MIT

package import TelemetryWire

/// What an installation is in one week: the last state it was in, and how it came there.
package struct WeekMember: Sendable, Hashable {
    package var state: FleetState
    /// The last state of the week before; `nil` if it was not seen then.
    package var previous: FleetState?
    /// The day of its first report.
    package var firstSeen: UTCDay
    package var isConfirmed: Bool

    package init(state: FleetState, previous: FleetState?, firstSeen: UTCDay, isConfirmed: Bool) {
        self.state = state
        self.previous = previous
        self.firstSeen = firstSeen
        self.isConfirmed = isConfirmed
    }
}

extension InstallationHistory {
    /// What the installation is in `week`; `nil` if it was not seen.
    package func member(of week: ISOWeek) -> WeekMember? {
        guard let state = state(in: week) else { return nil }
        return WeekMember(
            state: state, previous: self.state(in: week.advanced(by: -1)), firstSeen: firstSeen,
            isConfirmed: isConfirmed)
    }

    private func state(in week: ISOWeek) -> FleetState? {
        history.spans.last { $0.first <= week.sunday && $0.last >= week.monday }?.state
    }

    /// The weeks in which it may have been seen.
    var weeks: ClosedRange<ISOWeek>? {
        guard let first = history.spans.first, let last = history.spans.last else { return nil }
        return ISOWeek(first.first)...ISOWeek(last.last)
    }
}
