// SPDX-License-Identifier: MIT

package import TelemetryWire

/// The rule by which an installation's history stays short.
package enum SpanRule {
    /// How many days an installation may be silent before its next report starts a new span.
    package static let longestGap = 7

    /// How many days a span is kept after it ended: thirteen months.
    package static let retentionDays = 396

    /// How many spans an installation has at most: one whose state flutters loses its oldest ones.
    package static let maximumSpans = 1000

    /// True if a report of `state` on `day` only lengthens a span of `lastState` that ended on `lastDay`.
    package static func extends(_ lastState: FleetState, until lastDay: UTCDay, with state: FleetState, on day: UTCDay)
        -> Bool
    {
        lastState == state && day.number - lastDay.number <= longestGap
    }
}
