// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryStore
import TelemetryWire

/// What happens to one synthetic installation from its first day to its last, and the spans that its reports make of it.
struct SyntheticLife {
    private enum Happening {
        case upgrade(to: Int)
        case toggle(Int)
        case systemUpgrade
        /// No report for so many days.
        case silence(days: Int)
    }

    private let first: UTCDay
    private let last: UTCDay
    private let calendar: ReleaseCalendar
    private let start: (version: Int, features: SyntheticFeatures, host: SyntheticHost)
    private let happenings: [(day: Int, what: Happening)]

    /// Draws a life.
    ///
    /// - Parameter isNew: installed on its first day, with the newest version; else it was there before.
    init(
        days: ClosedRange<UTCDay>, isNew: Bool, calendar: ReleaseCalendar, habits: FleetHabits,
        random: inout SplitMix64
    ) {
        (first, last, self.calendar) = (days.lowerBound, days.upperBound, calendar)
        let host = SyntheticHost.draw(&random)
        let features = SyntheticFeatures(isOld: calendar.runtime == "node", &random)
        // How many weeks this administrator takes for an update; a few never update.
        let patience = Self.patience.draw(&random)
        let age = isNew ? 0 : Int(random.waitingTime(mean: patience.isFinite ? patience : 300))
        let version = calendar.newest(on: first.advanced(by: -age))
        start = (version, features, host)

        let length = Double(last.number - first.number)
        let year = 365.25
        var happenings: [(day: Int, what: Happening)] = []
        if patience.isFinite {
            for index in calendar.releases.indices where index > version {
                let delay = Int(random.waitingTime(mean: patience))
                happenings.append((calendar.releases[index].day.number + delay, .upgrade(to: index)))
            }
        }
        for moment in random.moments(mean: year / habits.switches, within: length) {
            let (day, feature) = (first.number + Int(moment), features.pick(&random))
            happenings.append((day, .toggle(feature)))
            if random.chance(0.35) {
                happenings.append((day + 1 + Int(random.waitingTime(mean: 12)), .toggle(feature)))
            }
        }
        for moment in random.moments(mean: year / habits.silences, within: length) {
            let days = SpanRule.longestGap + 1 + Int(random.waitingTime(mean: 14))
            happenings.append((first.number + Int(moment), .silence(days: days)))
        }
        for moment in random.moments(mean: year / habits.systemUpgrades, within: length) {
            happenings.append((first.number + Int(moment), .systemUpgrade))
        }
        // Equal days stay in the order in which they were drawn.
        self.happenings = happenings.enumerated()
            .filter { $0.element.day > days.lowerBound.number && $0.element.day <= days.upperBound.number }
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }

    /// The spans, oldest first. A change made during the day leaves a day on which both states were reported.
    func spans(_ random: inout SplitMix64) -> [Span] {
        var (version, features, host) = start
        var open = Span(state: state(version, features, host), first: first, last: first)
        var spans: [Span] = []
        var silentUntil = Int.min
        var index = 0
        while index < happenings.count {
            let day = happenings[index].day
            var silence: Int?
            while index < happenings.count, happenings[index].day == day {
                switch happenings[index].what {
                case .upgrade(let next): version = max(version, next)
                case .toggle(let feature): features.toggle(feature)
                case .systemUpgrade: host.upgrade()
                case .silence(let days): silence = day > silentUntil ? days : silence
                }
                index += 1
            }
            let state = state(version, features, host)
            if day < silentUntil {
                // Nobody hears of it before the silence ends.
                open.state = state
                continue
            }
            if state != open.state {
                let sharesDay = random.chance(0.5) || open.first.number == day
                open.last = UTCDay(number: sharesDay ? day : day - 1)
                spans.append(open)
                open = Span(state: state, first: UTCDay(number: day), last: UTCDay(number: day))
            }
            if let silence {
                open.last = UTCDay(number: day)
                guard day + silence <= last.number else { return spans + [open] }
                spans.append(open)
                silentUntil = day + silence
                open = Span(state: state, first: UTCDay(number: silentUntil), last: UTCDay(number: silentUntil))
            }
        }
        open.last = last
        return spans + [open]
    }

    private func state(_ version: Int, _ features: SyntheticFeatures, _ host: SyntheticHost) -> FleetState {
        let release = calendar.releases[version]
        return FleetState(
            service: TelemetryService.butlerSOS.name, serviceVersion: release.version, arch: host.arch,
            platform: host.platform, release: host.release.number, distro: host.distro, codename: host.release.codename,
            virtual: host.isVirtual, runtime: calendar.runtime, runtimeVersion: release.runtimeVersion,
            flags: features.text)
    }

    /// The average number of days until an update.
    private static let patience = Weighted((4.0, 0.3), (24.0, 0.45), (80.0, 0.2), (Double.infinity, 0.05))
}
