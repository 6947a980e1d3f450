// SPDX-License-Identifier: MIT

import ArgumentParser
import ProgramEntry
import TelemetryCollector

@main
struct ButlerTelemetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "butler-telemetry", abstract: "Collects anonymous telemetry and shows what it says.",
        version: CollectorVersion.current, subcommands: [ServeCommand.self, EraseCommand.self, ImportCommand.self])

    static func main() async { await runProgram() }
}
