// SPDX-License-Identifier: MIT

import ArgumentParser
import Foundation
import LogOutput
import TelemetryCollector

extension LogLevel: ExpressibleByArgument {}

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Receive reports and serve the pages, until stopped.",
        discussion: """
            Each setting comes from its option, else from the environment (--listen is BUTLER_TELEMETRY_LISTEN), else from the \
            configuration file (listen), else from the default. docs/collector-configuration.md lists them all.
            """)

    @OptionGroup var settings: CollectorOptions
    @OptionGroup var serving: ServeOptions

    @Option(help: "How much to log.")
    var logLevel = LogLevel.info

    func run() async throws {
        let configuration = try settings.configuration(serving.settings)
        let logger = ProgramLog(level: logLevel).logger("butler-telemetry")
        try await CollectorService.run(configuration, logger: logger)
    }
}
