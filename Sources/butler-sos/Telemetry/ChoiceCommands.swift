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
