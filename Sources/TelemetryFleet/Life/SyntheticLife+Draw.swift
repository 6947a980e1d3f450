// SPDX-License-Identifier: MIT

import SeededNumbers
import TelemetryStore
import TelemetryWire

extension SyntheticLife {
    /// Draws a life.
    static func draw(isSigned: Bool, in world: FleetWorld, _ random: inout SplitMix64) -> SyntheticLife {
        let lifetime = Lifetime(in: world, &random)
        let first = lifetime.days.lowerBound
        let host = lifetime.kind == .container ? SyntheticHost.container : SyntheticHost.draw(&random)
        let features = SyntheticFeatures(isOld: !isSigned, after: world.days(first.number), world, &random)
        let leanings = Condition.Leanings(runtime: random.fraction(), speech: random.fraction())
        // How many weeks this administrator takes for an update; a few never update.
        let patience = patience.draw(&random)
        let age = lifetime.isNew ? 0 : Int(random.waitingTime(mean: patience.isFinite ? patience : 300))
        let calendar = isSigned ? world.current : world.old
        let version = calendar.newest(on: first.advanced(by: -age))
        let start = Condition(
            version: version, features: features, host: host, calendar: calendar, leanings: leanings, on: first.number,
            world)

        var course = Course(lifetime: lifetime, world: world)
        if patience.isFinite { course.addUpdates(calendar, after: version, patience: patience, &random) }
        if !isSigned { course.addRuntimeUpgrades(leaning: leanings.runtime) }
        course.addDecisions(features.leanings, &random)
        course.addSilences(&random)
        course.addSystemUpgrades(&random)
        if random.chance(world.habits.clones) { course.addCopy(&random) }
        return SyntheticLife(lifetime: lifetime, world: world, start: start, happenings: course.happenings)
    }

    /// The average number of days until an update.
    private static let patience = Weighted((4.0, 0.3), (24.0, 0.45), (80.0, 0.2), (Double.infinity, 0.05))
}

/// What will happen, kind by kind.
private struct Course {
    let lifetime: Lifetime
    let world: FleetWorld
    private(set) var happenings: [(day: Int, what: Happening)] = []

    init(lifetime: Lifetime, world: FleetWorld) {
        self.lifetime = lifetime
        self.world = world
    }

    private var first: Int { lifetime.days.lowerBound.number }

    /// The days on which something happens that happens so often a year.
    private func days(_ rate: Double, _ random: inout SplitMix64) -> [Int] {
        guard rate > 0 else { return [] }
        let length = Double(lifetime.days.upperBound.number - first)
        return random.moments(mean: 365.25 / rate, within: length).map { first + Int($0) }
    }

    mutating func addUpdates(
        _ calendar: ReleaseCalendar, after version: Int, patience: Double, _ random: inout SplitMix64
    ) {
        for index in calendar.releases.indices where index > version {
            let day = calendar.releases[index].day.number + Int(random.waitingTime(mean: patience))
            happenings.append((day, .upgrade(to: index)))
            guard random.chance(world.habits.fallBacks) else { continue }
            happenings.append((day + 1 + Int(random.waitingTime(mean: 5)), .fallBack(from: index)))
        }
    }

    mutating func addRuntimeUpgrades(leaning: Double) {
        for days in world.habits.runtimes.moves(leaning: leaning) {
            happenings.append((world.period.lowerBound.number + days, .runtimeUpgrade))
        }
    }

    mutating func addDecisions(_ leanings: [Double], _ random: inout SplitMix64) {
        var leanings = leanings
        for (feature, leaning) in leanings.enumerated() { addCrossing(feature, leaning) }
        for day in days(world.habits.reconsiderations, &random) {
            let feature = random.number(in: 0...leanings.count - 1)
            let (before, leaning) = (leanings[feature], random.fraction())
            happenings.append((day, .decision(feature: feature, leaning: leaning)))
            if random.chance(world.features[feature].regret) {
                let end = day + 1 + Int(random.waitingTime(mean: 12))
                happenings.append((end, .decision(feature: feature, leaning: before)))
            } else {
                leanings[feature] = leaning
            }
            addCrossing(feature, leaning)
        }
    }

    /// The day on which the fleet's opinion of a feature reaches a leaning. If it is not held any more by then, nothing
    /// comes of it.
    private mutating func addCrossing(_ feature: Int, _ leaning: Double) {
        guard let days = world.features[feature].adoption.crossing(leaning) else { return }
        happenings.append((world.period.lowerBound.number + days, .decision(feature: feature, leaning: nil)))
    }

    mutating func addSilences(_ random: inout SplitMix64) {
        for day in days(world.habits.silences, &random) {
            // The day on which it begins is the last one on which it is heard.
            happenings.append((day + 1, .silence))
            let length = SpanRule.longestGap + 1 + Int(random.waitingTime(mean: 14))
            happenings.append((day + length, .endOfSilence))
        }
    }

    mutating func addSystemUpgrades(_ random: inout SplitMix64) {
        for day in days(world.habits.systemUpgrades, &random) { happenings.append((day, .systemUpgrade)) }
    }

    mutating func addCopy(_ random: inout SplitMix64) {
        let start = random.number(in: lifetime.days.lowerBound.number...lifetime.days.upperBound.number)
        // Somebody notices sooner or later; a bound keeps the history short.
        let length = 2 * min(1 + Int(random.waitingTime(mean: 15)), 60)
        for day in 0...length { happenings.append((start + day, .turn(ofCopy: day.isMultiple(of: 2) && day < length))) }
    }
}
