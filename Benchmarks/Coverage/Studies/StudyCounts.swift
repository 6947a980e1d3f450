// SPDX-License-Identifier: MIT

package import TelemetryFleet
package import TelemetryStore
import TelemetryWire

/// What rollups say of a fleet about features, runtimes and switches: the same as `SyntheticFleet.counts`, which counts
/// everything and so takes several times as long.
package struct StudyCounts {
    private let weeks: ClosedRange<ISOWeek>
    private var tallies: [Tally]

    package init(_ fleet: SyntheticFleet, in weeks: ClosedRange<ISOWeek>) {
        self.weeks = weeks
        tallies = Array(repeating: Tally(), count: weeks.count)
        for installation in fleet { add(installation.spans) }
    }

    /// Of the dimensions `installations`, `activity`, `feature`, `runtime` and `transition` without versions.
    package var counts: [WeekCount] {
        let names = TelemetryService.butlerSOS.features.map(\.name)
        var counts: [WeekCount] = []
        for (week, tally) in zip(weeks, tallies) {
            func add(_ dimension: RollupDimension, _ value: String, _ count: Int) {
                guard count > 0 else { return }
                counts.append(WeekCount(week: week, dimension: dimension, value: value, count: count))
            }
            add(.installations, "", tally.installations)
            add(.activity, "kept", tally.kept)
            add(.activity, "new", tally.new)
            add(.activity, "returned", tally.installations - tally.kept - tally.new)
            for (runtime, count) in tally.runtimes { add(.runtime, runtime, count) }
            for (index, name) in names.enumerated() {
                add(.feature, "\(name)=on", tally.on[index])
                add(.feature, "\(name)=off", tally.off[index])
                add(.transition, "\(name)=off>on", tally.switchedOn[index])
                add(.transition, "\(name)=on>off", tally.switchedOff[index])
            }
        }
        return counts
    }

    private struct Tally {
        var installations = 0
        var kept = 0
        var new = 0
        var runtimes: [String: Int] = [:]
        var on = Self.zeros
        var off = Self.zeros
        var switchedOn = Self.zeros
        var switchedOff = Self.zeros

        private static let zeros = [Int](repeating: 0, count: TelemetryService.butlerSOS.features.count)
    }

    private mutating func add(_ spans: [Span]) {
        // Those that were seen on one day only are in quarantine.
        guard let first = spans.first, let last = spans.last, first.first < last.last else { return }
        // The last span of each week, from the one before the first week on.
        var newest = [Int?](repeating: nil, count: weeks.count + 1)
        let start = weeks.lowerBound.advanced(by: -1)
        for (index, span) in spans.enumerated() {
            let place = max(start.distance(to: ISOWeek(span.first)), 0)
            let end = min(start.distance(to: ISOWeek(span.last)), weeks.count)
            if place <= end { for week in place...end { newest[week] = index } }
        }
        for place in 1...weeks.count {
            guard let index = newest[place] else { continue }
            add(spans[index].state, after: newest[place - 1].map { spans[$0].state }, to: place - 1)
            if ISOWeek(first.first) >= start.advanced(by: place) {
                tallies[place - 1].new += 1
            } else if newest[place - 1] != nil {
                tallies[place - 1].kept += 1
            }
        }
    }

    private mutating func add(_ state: FleetState, after previous: FleetState?, to place: Int) {
        tallies[place].installations += 1
        tallies[place].runtimes[state.runtimeTitle, default: 0] += 1
        for (index, flag) in state.flags.utf8.enumerated() {
            if flag == UInt8(ascii: "1") { tallies[place].on[index] += 1 }
            if flag == UInt8(ascii: "0") { tallies[place].off[index] += 1 }
        }
        guard let previous, previous.flags != state.flags else { return }
        for (index, (old, new)) in zip(previous.flags.utf8, state.flags.utf8).enumerated() {
            if old == UInt8(ascii: "0"), new == UInt8(ascii: "1") { tallies[place].switchedOn[index] += 1 }
            if old == UInt8(ascii: "1"), new == UInt8(ascii: "0") { tallies[place].switchedOff[index] += 1 }
        }
    }
}
