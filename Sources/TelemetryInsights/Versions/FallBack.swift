// SPDX-License-Identifier: MIT

package import TelemetryStore

/// Installations that went back from a minor version to an older one: a sign that something is wrong with it.
package struct FallBack: Sendable, Equatable {
    package let from: String
    package let to: String
    /// How often that happened from one week to the next.
    package let count: Int
    /// Of all changes from that version to another.
    package let departures: Proportion
    /// From the first to the last week in which it happened.
    package let weeks: ClosedRange<ISOWeek>

    package init(from: String, to: String, count: Int, departures: Proportion, weeks: ClosedRange<ISOWeek>) {
        self.from = from
        self.to = to
        self.count = count
        self.departures = departures
        self.weeks = weeks
    }

    private struct Change: Hashable {
        var from: String
        var to: String
    }

    /// The most frequent first, then the newest. None if only one version is counted.
    package static func all(_ history: FleetHistory) -> [FallBack] {
        guard history.minorVersion == nil else { return [] }
        let order = VersionOrder(service: history.service)
        var found: [Change: (count: Int, first: ISOWeek, last: ISOWeek)] = [:]
        var departures: [String: Int] = [:]
        for week in history.weeks {
            for (value, count) in history.counts(of: .transition, in: week) {
                guard let change = Self.change(value) else { continue }
                departures[change.from, default: 0] += count
                let before = found[change]
                found[change] = ((before?.count ?? 0) + count, before?.first ?? week, week)
            }
        }
        return found.filter { order.version($0.key.to).isOlder(than: order.version($0.key.from)) }
            .map { change, entry in
                FallBack(
                    from: change.from, to: change.to, count: entry.count,
                    departures: Proportion(successes: entry.count, n: departures[change.from] ?? 0),
                    weeks: entry.first...entry.last)
            }
            .sorted { left, right in
                if left.count != right.count { return left.count > right.count }
                return left.from == right.from
                    ? order.version(left.to).isListed(before: order.version(right.to))
                    : order.version(left.from).isListed(before: order.version(right.from))
            }
    }

    /// Of `version=14.2>14.1`; `nil` if it is another change.
    private static func change(_ value: String) -> Change? {
        guard value.hasPrefix("version=") else { return nil }
        let versions = value.dropFirst(8).split(separator: ">", omittingEmptySubsequences: false)
        return versions.count == 2 ? Change(from: String(versions[0]), to: String(versions[1])) : nil
    }
}
