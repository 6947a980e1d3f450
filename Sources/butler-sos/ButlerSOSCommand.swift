// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation

@main
struct ButlerSOSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "butler-sos", abstract: "Watches a Qlik Sense site and forwards what it sees.",
        version: ButlerSOSVersion.current, subcommands: [RunCommand.self, TelemetryCommand.self],
        defaultSubcommand: RunCommand.self)

    /// Failures are told in a sentence on standard error, with exit status 1 as the original has it.
    static func main() async {
        // Without any option the original prints its help and is content.
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try parseAsRoot(arguments.isEmpty ? ["--help"] : arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let isHelp = exitCode(for: error) == .success
            let text = isHelp ? fullMessage(for: error) : "butler-sos: " + message(for: error)
            FileHandle(fileDescriptor: isHelp ? 1 : 2).write(Data((text + "\n").utf8))
            Foundation.exit(isHelp ? 0 : 1)
        }
    }
}
