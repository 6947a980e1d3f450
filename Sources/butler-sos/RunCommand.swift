// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import ConsoleLogging
import Foundation
import Logging

extension LogLevel: ExpressibleByArgument {}

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Monitor until stopped (the default).")

    @OptionGroup var instance: InstanceOptions

    @Option(name: [.customShort("l"), .customLong("loglevel")], help: "Overrides logLevel of the configuration.")
    var logLevel: LogLevel?

    @Flag(help: "Send no telemetry, whatever the configuration says.")
    var noTelemetry = false

    func run() async throws {
        let options = RunOptions(
            configurationPath: try instance.checkedPath(), logLevel: logLevel, stateDirectory: instance.state,
            noTelemetry: noTelemetry,
            environment: ProcessInfo.processInfo.environment)
        try await Monitor.run(options) { level in
            Logger(label: "butler-sos") { ConsoleLogHandler(label: $0, level: level) }
        }
    }
}
