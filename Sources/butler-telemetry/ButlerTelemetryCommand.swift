// SPDX-License-Identifier: MIT

import ArgumentParser
import ProgramEntry
import TelemetryCollector

@main
struct ButlerTelemetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "butler-telemetry", abstract: "Collects anonymous telemetry and shows what it says.",
        discussion: """
            serve runs the collector. All other commands work on its data, also while it serves: tell them the same --data, \
            --database or --config.
            """,
        version: CollectorVersion.current,
        subcommands: [
            ServeCommand.self, StatsCommand.self, ReportCommand.self, ExportCommand.self, ImportCommand.self,
            EraseCommand.self,
            BlockCommand.self, PruneCommand.self, BackupCommand.self, MigrateCommand.self, HealthcheckCommand.self,
            GenerateReferenceCommand.self,
        ])

    static func main() async { await runProgram() }
}
