// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import ProgramEntry

@main
struct ButlerSOSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "butler-sos", abstract: "Watches a Qlik Sense site and forwards what it sees.",
        version: ButlerSOSVersion.current, subcommands: [RunCommand.self, TelemetryCommand.self],
        defaultSubcommand: RunCommand.self)

    static func main() async {
        // Without any option the original prints its help and is content.
        let arguments = Array(CommandLine.arguments.dropFirst())
        await runProgram(arguments.isEmpty ? ["--help"] : arguments)
    }
}
