// SPDX-License-Identifier: MIT

package import TelemetryWire

/// A time in which an installation was in one state, as far as its reports tell.
package struct Span: Sendable, Hashable {
    package var state: FleetState
    package var first: UTCDay
    package var last: UTCDay

    package init(state: FleetState, first: UTCDay, last: UTCDay) {
        self.state = state
        self.first = first
        self.last = last
    }

    package func contains(_ state: FleetState, on day: UTCDay) -> Bool {
        self.state == state && (first...last).contains(day)
    }
}
