// SPDX-License-Identifier: MIT

import ArgumentParser

struct TelemetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "telemetry", abstract: "See, stop and erase what the anonymous telemetry does.",
        discussion: """
            All of these work while the monitor runs, and as root beside a service. Without --state the folder of the \
            configuration is looked for where a user's or a service's state is kept. Only delete and verify --online send \
            anything.
            """,
        subcommands: [
            StatusCommand.self, PreviewCommand.self, HistoryCommand.self, VerifyCommand.self, ExportCommand.self,
            EnableCommand.self, DisableCommand.self, DeleteCommand.self, ResetIDCommand.self,
        ], defaultSubcommand: StatusCommand.self)
}
