// SPDX-License-Identifier: MIT

package import TelemetryWire

/// An installation's history with what outlives its older spans.
package struct InstallationHistory: Sendable, Equatable {
    package private(set) var history: History
    /// The day of its first report.
    package private(set) var firstSeen: UTCDay
    /// True as soon as it was seen on two days. Until then it is in quarantine: counted, but in no figure and no export.
    package private(set) var isConfirmed: Bool

    package init(history: History, firstSeen: UTCDay, isConfirmed: Bool) {
        self.history = history
        self.firstSeen = firstSeen
        self.isConfirmed = isConfirmed
    }

    /// The history that a first report begins.
    package init(_ state: FleetState, on day: UTCDay) {
        self.init(history: History([Span(state: state, first: day, last: day)]), firstSeen: day, isConfirmed: false)
    }

    package mutating func add(_ state: FleetState, on day: UTCDay) {
        history.add(state, on: day)
        isConfirmed = isConfirmed || day != firstSeen
        firstSeen = min(firstSeen, day)
    }
}
