// SPDX-License-Identifier: MIT

import ArgumentParser
import CollectorStore
import TelemetryStore
import TelemetryWire

struct PruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Make the figures of weeks that are over and forget what is too old, now.",
        discussion: """
            Periods that ended more than \(SpanRule.retentionDays) days ago go. The figures of their weeks stay, with small \
            counts put together. serve does this by itself every hour; this command is for data that nobody serves.
            """)

    @OptionGroup var settings: CollectorOptions

    @Flag(help: "Go on although the clock is more than \(ClockJump.longestPause) weeks ahead of the newest figures.")
    var dateIsRight = false

    func run() async throws {
        let today = UTCDay.today()
        let dateIsRight = dateIsRight
        let (weeks, counts) = try await OpenStore.withExisting(try settings.configuration()) { opened in
            if !dateIsRight { try await ClockJump.check(opened.store, today: today) }
            // First what is closed with all its spans, then the old spans.
            return (try await opened.store.closeWeeks(before: today), try await opened.store.prune(today: today))
        }
        if let first = weeks.first, let last = weeks.last { print("Closed the weeks \(first) to \(last).") }
        print(
            "Forgot \(Amount(counts.spans, "period")) that ended before \(today.advanced(by: -SpanRule.retentionDays)), "
                + "and \(Amount(counts.installations, "installation")). "
                + "Folded the small counts of \(Amount(counts.foldedWeeks, "week")).")
    }
}
