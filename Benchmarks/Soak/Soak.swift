// SPDX-License-Identifier: MIT

import Dispatch
import Foundation
import MonitoringTestKit

/// Runs the monitor with everything switched on beside a simulated site and real servers that fail now and then, and
/// accounts for every event.
///
/// usage: soak PROGRAM_FOLDER [SECONDS] [SEED] [SERVERS] [RATE]
///
/// Ends with status 1 if a check failed. The same seed gives the same faults at the same times.
@main
struct Soak {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let numbers = arguments.dropFirst().map { Int($0) }
        guard let programs = arguments.first, arguments.count <= 5, numbers.allSatisfy({ ($0 ?? 0) > 0 }) else {
            print("usage: soak PROGRAM_FOLDER [SECONDS] [SEED] [SERVERS] [RATE]")
            exit(1)
        }
        func argument(_ index: Int, _ fallback: Int) -> Int { numbers.count > index ? numbers[index] ?? 1 : fallback }
        let plan = SoakPlan(
            programs: programs, seconds: max(30, argument(0, 600)), seed: UInt64(argument(1, 1)),
            servers: min(200, argument(2, 50)), rate: argument(3, 2000))
        print(plan.description)
        // Whoever waits for ten minutes wants to see what for.
        fflush(nil)
        let run = Task { try await SoakRun(plan).run() }
        // What was started ends with the run, also if somebody does not want to wait for its end.
        let signals = [SIGINT, SIGTERM].map { number in
            signal(number) { _ in }
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { @Sendable in run.cancel() }
            source.resume()
            return source
        }
        defer { for source in signals { source.cancel() } }
        do {
            let checks = try await run.value
            for check in checks { print(check) }
            let failed = checks.count { $0.isGood == false }
            print(failed == 0 ? "all is accounted for" : "\(failed) checks FAILED")
            exit(failed == 0 ? 0 : 1)
        } catch is CancellationError {
            print("soak: stopped before its end")
            exit(1)
        } catch {
            print("soak: \(error)")
            exit(1)
        }
    }
}

/// What a run is to be like.
struct SoakPlan: CustomStringConvertible {
    let programs: String
    /// How long events are sent.
    let seconds: Int
    let seed: UInt64
    let servers: Int
    /// Events a second.
    let rate: Int

    var faults: FaultSchedule { FaultSchedule(seed: seed, seconds: seconds, servers: servers) }

    var description: String {
        "\(servers) servers, \(rate) events/s for \(seconds) s, seed \(seed); faults, in seconds since the first event "
            + "(of the site: since its start):\n" + faults.lines.joined(separator: "\n")
    }
}

/// A line of the result.
struct Check: CustomStringConvertible {
    var name: String
    var text: String
    /// `nil` for what is only told.
    var isGood: Bool?

    var description: String {
        let verdict = isGood.map { $0 ? "ok    " : "FAILED" } ?? "      "
        return "\(verdict) \(name.padding(toLength: 34, withPad: " ", startingAt: 0)) \(text)"
    }
}
