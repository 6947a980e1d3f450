// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Monitor until stopped (the default).")

    @OptionGroup var instance: InstanceOptions
    @OptionGroup var replacements: OverrideOptions

    @Flag(help: "Take mistakes in the configuration for warnings, and defaults for what is wrong.")
    var skipConfigVerification = false

    @Flag(help: "Send no telemetry, whatever the configuration says.")
    var noTelemetry = false

    func run() async throws {
        let options = RunOptions(
            configurationPath: try instance.checkedPath(),
            overrides: try replacements.overrides(skipsVerification: skipConfigVerification),
            stateDirectory: instance.state, noTelemetry: noTelemetry,
            environment: ProcessInfo.processInfo.environment)
        try await Monitor.run(options)
    }
}
