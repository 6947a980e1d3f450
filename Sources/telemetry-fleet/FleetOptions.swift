// SPDX-License-Identifier: MIT

import ArgumentParser
import TelemetryFleet
import TelemetryWire

/// Which fleet.
struct FleetOptions: ParsableArguments {
    @Option(help: "How many installations there ever were. Some are given up before the last day.")
    var installations = 1000

    @Option(help: "How many days the fleet is watched; the last one is today.")
    var days = 396

    @Option(help: "The same seed makes the same fleet, for the same days and shares.")
    var seed: UInt64 = 1

    @Option(help: "Which part is there and says nothing, from 0 to 0.95.")
    var silent = 0.0

    @Option(
        help: ArgumentHelp(
            "Which part of those with a feature on says nothing: logdb=0.6. For the others --silent counts.",
            valueName: "feature=share"))
    var silentWith: String?

    @Option(help: "Which part somebody made up, with one report each on one of a few days. (default: 0.015)")
    var spoofed: Double?

    @Option(help: "Which part are containers that forget who they are within days. (default: 0.03)")
    var containers: Double?

    @Option(help: "Which part is copied to a second host for a time, with its ID. (default: 0.003)")
    var clones: Double?

    func validate() throws {
        guard (1...10_000_000).contains(installations) else {
            throw ValidationError("--installations: expected a number from 1 to 10000000, found \(installations)")
        }
        guard (1...3_650).contains(days) else {
            throw ValidationError("--days: expected a number from 1 to 3650, found \(days)")
        }
        try checkShare(silent, of: "--silent", most: 0.95)
        try checkShare(spoofed, of: "--spoofed", most: 0.4)
        try checkShare(containers, of: "--containers", most: 0.4)
        try checkShare(clones, of: "--clones", most: 0.4)
        _ = try silentFeature()
    }

    func fleet(until today: UTCDay) throws -> SyntheticFleet {
        SyntheticFleet(
            installations: installations, period: today.advanced(by: 1 - days)...today, seed: seed, habits: try habits()
        )
    }

    private func habits() throws -> FleetHabits {
        var habits = FleetHabits.usual
        habits.spoofed = spoofed ?? habits.spoofed
        habits.containers = containers ?? habits.containers
        habits.clones = clones ?? habits.clones
        if let (feature, share) = try silentFeature() {
            habits.optOut = .init(share: silent, with: feature, share)
        } else {
            habits.optOut = .init(share: silent)
        }
        return habits
    }

    private func silentFeature() throws -> (feature: String, share: Double)? {
        guard let silentWith else { return nil }
        let parts = silentWith.split(separator: "=", omittingEmptySubsequences: false)
        let names = TelemetryService.butlerSOS.features.map(\.name)
        guard parts.count == 2, names.contains(String(parts[0])), let share = Double(parts[1]) else {
            throw ValidationError(
                """
                --silent-with: expected FEATURE=SHARE, logdb=0.6 for example, found "\(silentWith)"; the features are \
                \(names.joined(separator: ", "))
                """)
        }
        try checkShare(share, of: "--silent-with", most: 1)
        return (String(parts[0]), share)
    }

    private func checkShare(_ share: Double?, of option: String, most: Double) throws {
        guard let share, !(0...most).contains(share) else { return }
        throw ValidationError("\(option): expected a part from 0 to \(most), 0.2 for 20 % for example, found \(share)")
    }
}
