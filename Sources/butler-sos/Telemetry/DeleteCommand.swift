// SPDX-License-Identifier: MIT

import ArgumentParser
import TelemetryClient

struct DeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Have the collector erase everything about this installation, and forget it here. Disables telemetry."
    )

    @OptionGroup var options: TelemetryCommandOptions

    @Flag(help: "Do not ask.")
    var yes = false

    func run() async throws {
        let telemetry = try options.telemetry()
        let collector = telemetry.options.collector.map { "\($0)" } ?? "the collector"
        try options.confirm(
            "This sends one signed request to \(collector), which erases everything about the ID \(telemetry.id). "
                + "Then the secret and the history here are erased, and telemetry is disabled.", unless: yes)
        options.print(try await telemetry.erase())
    }
}
