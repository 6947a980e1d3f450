// SPDX-License-Identifier: MIT

package import TelemetryStore
package import TelemetryWire

/// How many installations would be stranded if support for what they run on ended on a day.
package struct MigrationSchedule: Sendable, Equatable {
    /// What support ends for.
    package enum Subject: Sendable, Hashable, CaseIterable {
        /// `Node.js 18`
        case runtime
        /// An operating system with its release: `linux · Debian GNU/Linux 11`.
        case system
        /// `ia32`
        case architecture

        /// Where its values are counted.
        package var dimension: RollupDimension {
            switch self {
            case .runtime: .runtime
            case .system: .system
            case .architecture: .arch
            }
        }
    }

    /// Of how many weeks at most a trend is made, and how many it takes.
    package static let trendWeeks = 26
    package static let fewestWeeks = 6

    package let subject: Subject
    package let end: UTCDay
    /// From the end of the newest week that counted any installation to the end date; 0 if that is past.
    package let weeksAhead: Double
    package let line: Line
    /// What is expected at the end of each week up to the end date, from the one after the newest on, at most a year:
    /// what a chart draws.
    package let path: [Forecast]
    /// `nil` if the history is too short.
    package let backTest: BackTest?

    package init(_ history: FleetHistory, subject: Subject, value: String, end: UTCDay) {
        self.init(SubjectCounts(history, subject), subject: subject, value: value, end: end)
    }

    private init(_ counts: SubjectCounts, subject: Subject, value: String, end: UTCDay) {
        let points = counts.points(of: value)
        let newest = points.last { $0.proportion.n > 0 }
        let days = newest.map { Double(end.number) - Double($0.week.sunday.number) } ?? 0
        let weeksAhead = max(days / 7, 0)
        let trend = LogitTrend(points)
        self.subject = subject
        self.end = end
        self.weeksAhead = weeksAhead
        line = Line(value: value, now: newest?.proportion, points: points, trend: trend, weeksAhead: weeksAhead)
        path =
            newest.map { newest in
                (0..<Int(min(weeksAhead, 53))).compactMap {
                    Forecast(trend, lastValue: newest.proportion, after: Double($0 + 1))
                }
            } ?? []
        backTest = BackTest(points, weeksAhead: weeksAhead)
    }

    /// The values of the newest week that counted any installation, most frequent first, then by name.
    package static func values(of subject: Subject, in history: FleetHistory) -> [ValueCount] {
        values(SubjectCounts(history, subject))
    }

    private static func values(_ counts: SubjectCounts) -> [ValueCount] {
        (counts.newest?.counts ?? [:]).map { ValueCount(value: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }

    /// One schedule for each of the first `limit` values of the newest week.
    package static func all(_ history: FleetHistory, subject: Subject, end: UTCDay, limit: Int = 12)
        -> [MigrationSchedule]
    {
        let counts = SubjectCounts(history, subject)
        return values(counts).prefix(max(limit, 0)).map {
            MigrationSchedule(counts, subject: subject, value: $0.value, end: end)
        }
    }
}
