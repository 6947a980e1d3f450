// SPDX-License-Identifier: MIT

import ArgumentParser
import ConsoleLogging
import Foundation
import Logging

extension LogLevel: ExpressibleByArgument {}

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Receive reports and serve the pages, until stopped.",
        discussion: """
            Each setting comes from its option, else from the environment (BUTLER_TELEMETRY_LISTEN, BUTLER_TELEMETRY_DATA), \
            else from the configuration file (listen, data, behindProxy), else from the default.
            """)

    @OptionGroup var settings: CollectorOptions

    @Option(help: "Where to listen, HOST:PORT. Default: 127.0.0.1:8340.")
    var listen: String?

    @Flag(help: "A reverse proxy stands in front: ask for the token even on a loopback address.")
    var behindProxy = false

    @Option(help: "How much to log.")
    var logLevel = LogLevel.info

    func run() async throws {
        let configuration = try settings.configuration(listen: listen, isBehindProxy: behindProxy)
        let level = logLevel
        let logger = Logger(label: "butler-telemetry") { ConsoleLogHandler(label: $0, level: level) }
        try await CollectorService.run(configuration, logger: logger)
    }
}
