// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import TelemetryCollector

@main
struct ButlerTelemetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "butler-telemetry", abstract: "Collects anonymous telemetry and shows what it says.",
        version: CollectorVersion.current, subcommands: [ServeCommand.self, EraseCommand.self])

    /// Failures are told in a sentence on standard error, with exit status 1.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let isHelp = exitCode(for: error) == .success
            let text = isHelp ? fullMessage(for: error) : "butler-telemetry: " + message(for: error)
            FileHandle(fileDescriptor: isHelp ? 1 : 2).write(Data((text + "\n").utf8))
            Foundation.exit(isHelp ? 0 : 1)
        }
    }
}
