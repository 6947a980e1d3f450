// SPDX-License-Identifier: MIT

package import TelemetryStore
package import TelemetryWire

/// Everything that the answers of a topic need.
package struct AnswerContext: Sendable {
    /// The counts of the topic's dimensions in the period asked for.
    package let history: FleetHistory
    /// Of the newest week, every cell of the dimension `feature` by minor version; only for a single feature.
    package let detail: [RollupRow]
    /// What the running collector counted; only for data health.
    package let collector: DataHealth.Collector?
    package let today: UTCDay
    /// The share of all installations that is assumed to say nothing, from 0 to 1.
    package let silentShare: Double
    /// When support is to end; `nil` for 90 days after today.
    package let endOfSupport: UTCDay?

    /// Promises that are due in a season can still be planned for.
    package static let usualNotice = 90

    package init(
        history: FleetHistory, detail: [RollupRow] = [], collector: DataHealth.Collector? = nil, today: UTCDay,
        silentShare: Double = SilentShare.assumed, endOfSupport: UTCDay? = nil
    ) {
        self.history = history
        self.detail = detail
        self.collector = collector
        self.today = today
        self.silentShare = silentShare.isNaN ? SilentShare.assumed : min(max(silentShare, 0), 1)
        self.endOfSupport = endOfSupport
    }

    /// The day for which the schedule is made.
    var end: UTCDay { endOfSupport ?? today.advanced(by: Self.usualNotice) }
}
