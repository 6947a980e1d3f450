// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// Measures how fast the collector takes reports, against what limits it: HTTP, signatures, its own history.
///
/// usage: ingest PROGRAM_FOLDER SCENARIO...
///
/// Scenarios: unsigned, signed, start, flood, fleet. The environment sets the sizes, see `scripts/bench`.
@main
struct Ingest {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let programs = arguments.first, arguments.count > 1 else {
            print("usage: ingest PROGRAM_FOLDER unsigned|signed|start|flood|fleet ...")
            exit(1)
        }
        do {
            let scenarios = Scenarios(
                collector: Collector(
                    programs: programs, database: environment["BENCH_INGEST_DATABASE"], work: try WorkFolder()),
                installations: number("BENCH_INGEST_INSTALLATIONS", 100_000), rounds: number("BENCH_INGEST_ROUNDS", 3))
            for scenario in arguments.dropFirst() { try run(scenario, scenarios) }
        } catch {
            print("ingest: \(error)")
            exit(1)
        }
    }

    private static let environment = ProcessInfo.processInfo.environment

    private static func number(_ name: String, _ fallback: Int) -> Int {
        environment[name].flatMap { Int($0) } ?? fallback
    }

    private static func run(_ scenario: String, _ scenarios: Scenarios) throws {
        // Some take minutes.
        defer { fflush(nil) }
        switch scenario {
        case "unsigned": try scenarios.unsigned()
        case "signed": try scenarios.signed()
        case "start": try scenarios.start()
        case "flood": try scenarios.flood(reports: number("BENCH_FLOOD_REPORTS", 1_000_000))
        case "fleet":
            let folder = environment["BENCH_FLEET_DATA"] ?? scenarios.collector.work.file("made-fleet")
            try scenarios.fleet(folder, installations: number("BENCH_FLEET_INSTALLATIONS", 1_000_000))
        default:
            print("ingest: no scenario called \(scenario)")
            exit(1)
        }
    }
}
