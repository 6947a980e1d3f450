// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import ProgramEntry

@main
struct ButlerSOSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "butler-sos", abstract: "Watches a Qlik Sense site and forwards what it sees.",
        version: ButlerSOSVersion.current,
        subcommands: [
            RunCommand.self, CheckConfigCommand.self, MigrateConfigCommand.self, HealthcheckCommand.self,
            LogLevelCommand.self, LogAppendersCommand.self, TelemetryCommand.self, GenerateReferenceCommand.self,
        ],
        defaultSubcommand: RunCommand.self)

    static func main() async {
        // Without any option the original prints its help and is content. Its other name for --version is -V.
        let arguments = CommandLine.arguments.dropFirst().map { $0 == "-V" ? "--version" : $0 }
        await runProgram(arguments.isEmpty ? ["--help"] : arguments)
    }
}
