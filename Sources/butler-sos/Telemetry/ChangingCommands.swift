// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import TelemetryClient

struct EnableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Take a stored \"no\" back. All other switches still count.")

    @OptionGroup var options: TelemetryCommandOptions

    func run() throws { options.print(try options.telemetry().enable()) }
}

struct DisableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Send nothing any more, also by a monitor that runs now.")

    @OptionGroup var options: TelemetryCommandOptions

    func run() throws {
        let instance = try options.open(mayBeNew: true)
        var answer = try instance.telemetry.disable()
        answer.lines.append(
            instance.isRunning
                ? "The monitor that runs with it looks before each report, so this holds for it, too."
                : "No monitor runs with \(instance.statePath) now; it holds for one that is started with it.")
        options.print(answer)
    }
}

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
