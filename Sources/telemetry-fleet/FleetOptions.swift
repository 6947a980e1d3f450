// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import TelemetryFleet
import TelemetryWire

/// Which fleet.
struct FleetOptions: ParsableArguments {
    @Option(help: "How many installations there ever were. Some are given up before the last day.")
    var installations = 1000

    @Option(help: "How many days the fleet is watched; the last one is today.")
    var days = 396

    @Option(help: "The same seed makes the same fleet, for the same days.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (1...10_000_000).contains(installations) else {
            throw ValidationError("--installations: expected a number from 1 to 10000000, found \(installations)")
        }
        guard (1...3_650).contains(days) else {
            throw ValidationError("--days: expected a number from 1 to 3650, found \(days)")
        }
    }

    func fleet(until today: UTCDay) -> SyntheticFleet {
        SyntheticFleet(
            installations: installations, period: today.advanced(by: 1 - days)...today, seed: seed)
    }

    static func today() -> UTCDay { UTCDay(secondsSinceEpoch: Int(Date().timeIntervalSince1970)) }
}
