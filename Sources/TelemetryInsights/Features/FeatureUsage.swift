// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire

/// How widely one feature is switched on, week by week, and where that is heading.
package struct FeatureUsage: Sendable, Equatable {
    /// Over how many weeks a trend is told.
    package static let trendWeeks = 13
    /// A week in which fewer could have switched is in no trend.
    package static let fewestObserved = 5

    /// The name of the feature on the wire.
    package let feature: String
    /// One for each week of the history. Nothing is observed in weeks whose small counts were put together.
    package let points: [WeekPoint]
    /// In the latest week.
    package let adoption: FeatureAdoption
    /// Over the last 13 weeks; `nil` if in none of them 5 installations could have switched.
    package let trend: PairedChange?

    package init(_ history: FleetHistory, feature: String) {
        let points = history.weeks.map { WeekPoint(week: $0, proportion: history.proportion(of: feature, in: $0)) }
        self.feature = feature
        self.points = points
        adoption = FeatureAdoption(
            feature: feature, proportion: history.proportion(of: feature, in: history.latest),
            installations: history.installations(in: history.latest))
        trend = PairedChange(
            history.weeks.suffix(Self.trendWeeks).compactMap { history.switches(of: feature, in: $0) }
                .filter { $0.observed >= Double(Self.fewestObserved) })
    }

    /// The features of the service in the order of the registry, then those that only the counts name.
    package static func all(_ history: FleetHistory) -> [FeatureUsage] {
        history.features.map { FeatureUsage(history, feature: $0) }
    }
}

extension FleetHistory {
    /// Switched on among those that said either way; nothing observed in a week whose small counts were put together.
    func proportion(of feature: String, in week: ISOWeek) -> Proportion {
        guard !isFolded(.feature, in: week) else { return Proportion(successes: 0, n: 0) }
        let enabled = count(.feature, "\(feature)=on", in: week)
        return Proportion(successes: enabled, n: enabled + count(.feature, "\(feature)=off", in: week))
    }

    /// Who switched in a week; `nil` if the week cannot tell.
    func switches(of feature: String, in week: ISOWeek) -> PairedChange.Week? {
        let seen = installations(in: week)
        guard seen > 0, !isFolded(.transition, in: week), !isFolded(.activity, in: week) else { return nil }
        // Rollups do not count who was there the week before and said both times which way it is: as many as say so
        // now.
        let known = Double(proportion(of: feature, in: week).n) / Double(seen)
        return PairedChange.Week(
            week: week, switchedOn: count(.transition, "\(feature)=off>on", in: week),
            switchedOff: count(.transition, "\(feature)=on>off", in: week),
            observed: Double(count(.activity, "kept", in: week)) * min(known, 1))
    }

    /// The features of the service in the order of the registry, then those that only the counts name, by name.
    var features: [String] {
        let registered = FieldRegistry.service(named: service)?.features.map(\.name) ?? []
        var unknown: Set<String> = []
        for week in weeks {
            for value in counts(of: .feature, in: week).keys {
                guard let split = value.lastIndex(of: "="), split > value.startIndex else { continue }
                unknown.insert(String(value[..<split]))
            }
        }
        return registered + unknown.subtracting(registered).sorted()
    }
}
