// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryInsights
import TelemetryStore
import TelemetryWire

/// A small fleet over three weeks, drawn from a seed: exact counts of which an attacker sees the summaries.
struct DrawnFleet {
    /// The counts of one week, dimension by dimension.
    struct Week {
        var installations: Int
        var values: [RollupDimension: [String: Int]]
        /// On and off; who is in neither said nothing.
        var features: [String: (on: Int, off: Int)]
    }

    static let dimensions: [RollupDimension] = [.version, .system, .arch, .runtime]
    static let names = TelemetryService.butlerSOS.features.map(\.name)
    /// By how much a group of a feature grows or shrinks in a week at most: three come or go, two switch.
    static let mostChanges = 5

    let first: ISOWeek
    var weeks: [Week]

    init(seed: UInt64) {
        var numbers = SplitMix64(seed: seed)
        first = ISOWeek(number: 2900)
        var week = Week(drawnFrom: &numbers)
        weeks = [week]
        for _ in 1..<3 {
            week = Week(after: week, &numbers)
            weeks.append(week)
        }
    }

    /// What is published when each of the weeks is over, from one of them on: those before do not know it.
    func summaries(from index: Int) -> [PublicSummary?] {
        weeks.indices[index...].map { PublicSummary(history(through: $0)) }
    }

    private func history(through last: Int) -> FleetHistory {
        var counts: [WeekCount] = []
        for (index, week) in weeks[...last].enumerated() {
            let isoWeek = first.advanced(by: index)
            counts.append(WeekCount(week: isoWeek, dimension: .installations, value: "", count: week.installations))
            for (dimension, values) in week.values {
                counts += values.map {
                    let value =
                        dimension == .system ? "\($0.key) · x64" : dimension == .version ? "\($0.key).0" : $0.key
                    return WeekCount(week: isoWeek, dimension: dimension, value: value, count: $0.value)
                }
            }
            for (feature, count) in week.features {
                counts.append(WeekCount(week: isoWeek, dimension: .feature, value: "\(feature)=on", count: count.on))
                counts.append(WeekCount(week: isoWeek, dimension: .feature, value: "\(feature)=off", count: count.off))
            }
        }
        return FleetHistory(service: "butler-sos", weeks: first...first.advanced(by: last), counts: counts)
    }
}

extension DrawnFleet.Week {
    fileprivate init(drawnFrom numbers: inout SplitMix64) {
        let installations = numbers.number(in: 8...90)
        self.installations = installations
        values = [:]
        features = [:]
        for dimension in DrawnFleet.dimensions {
            values[dimension] = Self.divided(installations, among: numbers.number(in: 1...7), &numbers)
        }
        for name in DrawnFleet.names {
            let unknown = numbers.chance(0.5) ? 0 : numbers.number(in: 0...min(7, installations))
            let on =
                numbers.chance(0.4)
                ? min(numbers.number(in: 0...8), installations - unknown)
                : numbers.number(in: 0...(installations - unknown))
            features[name] = (on, installations - unknown - on)
        }
    }

    /// A few installations come, leave or change.
    fileprivate init(after week: DrawnFleet.Week, _ numbers: inout SplitMix64) {
        self = week
        let change = numbers.number(in: -3...3)
        installations = max(week.installations + change, 1)
        for dimension in DrawnFleet.dimensions {
            var counts = values[dimension] ?? [:]
            let names = counts.keys.sorted()
            var missing = installations - counts.values.reduce(0, +)
            while missing != 0 {
                let name = names[numbers.number(in: 0...(names.count - 1))]
                let step = missing > 0 ? 1 : -1
                guard counts[name, default: 0] + step >= 0 else { continue }
                counts[name, default: 0] += step
                missing -= step
            }
            values[dimension] = counts
        }
        for name in DrawnFleet.names {
            guard let count = features[name] else { continue }
            let on = min(max(count.on + numbers.number(in: -2...2), 0), installations)
            let unknown = min(max(week.installations - count.on - count.off, 0), installations - on)
            features[name] = (on, installations - on - unknown)
        }
    }

    /// Few large and many small parts, as versions are.
    private static func divided(_ installations: Int, among parts: Int, _ numbers: inout SplitMix64) -> [String: Int] {
        var counts: [String: Int] = [:]
        for index in 0..<parts { counts["\(14 - index / 3).\(index)"] = 0 }
        let names = counts.keys.sorted()
        for _ in 0..<installations {
            let place = Int(Double(parts) * numbers.fraction() * numbers.fraction() * numbers.fraction())
            counts[names[min(place, parts - 1)], default: 0] += 1
        }
        return counts
    }
}
