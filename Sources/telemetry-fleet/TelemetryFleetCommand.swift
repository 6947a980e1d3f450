// SPDX-License-Identifier: MIT

import ArgumentParser
import ProgramEntry

@main
struct TelemetryFleetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telemetry-fleet",
        abstract: "Makes simulated installations: for measurements, demonstrations and tests.",
        discussion: """
            Nothing that it makes is real. In a collector's data, simulated installations cannot be told from real ones any \
            more, so give them a folder or a database of their own.
            """,
        subcommands: [FillCommand.self, SendCommand.self, ListCommand.self, TruthCommand.self])

    static func main() async { await runProgram() }
}
