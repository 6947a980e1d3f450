// SPDX-License-Identifier: MIT

import TelemetryStore

/// How many installations ran each value of a subject, week by week.
struct SubjectCounts {
    struct Week {
        let week: ISOWeek
        let counts: [String: Int]
        let total: Int
    }

    let weeks: [Week]

    init(_ history: FleetHistory, _ subject: MigrationSchedule.Subject) {
        var names: [String: String] = [:]
        weeks = history.weeks.map { week in
            let found = history.counts(of: subject.dimension, in: week)
            // What was folded together cannot be told apart any more. An architecture may really be called `other`.
            guard subject == .architecture || found[RollupCell.other] == nil else {
                return Week(week: week, counts: [:], total: 0)
            }
            guard subject == .system else {
                return Week(week: week, counts: found, total: found.values.reduce(0, +))
            }
            var counts: [String: Int] = [:]
            for (value, count) in found {
                let name = names[value] ?? SystemName(value).operatingSystem
                names[value] = name
                counts[name, default: 0] += count
            }
            return Week(week: week, counts: counts, total: counts.values.reduce(0, +))
        }
    }

    /// The newest week that counted any installation.
    var newest: Week? { weeks.last { $0.total > 0 } }

    func points(of value: String) -> [WeekPoint] {
        weeks.map {
            WeekPoint(week: $0.week, proportion: Proportion(successes: $0.counts[value] ?? 0, n: $0.total))
        }
    }
}
