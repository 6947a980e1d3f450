// SPDX-License-Identifier: MIT

import ArgumentParser
import TelemetryClient

struct ResetIDCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-id", abstract: "Make a new ID. Use delete first to have the old one's reports erased.")

    @OptionGroup var options: TelemetryCommandOptions

    @Flag(help: "Do not ask.")
    var yes = false

    func run() throws {
        let telemetry = try options.telemetry()
        try options.confirm(
            "This makes a new secret and a new ID. What was reported under the old one can then no longer be erased from "
                + "here; delete does both.", unless: yes)
        options.print(try telemetry.resetID())
    }
}
