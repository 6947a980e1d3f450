// SPDX-License-Identifier: MIT

import ArgumentParser
import ConsoleLogging
import Logging
import ProgramEntry
import ServiceLifecycle
import UnixSignals

/// The program: reads its arguments, makes the site's files, and runs the site until it is told to stop.
@main
struct SenseSimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sense-simulator",
        abstract:
            "Runs a simulated Qlik Sense site: engines that answer health checks over TLS with client certificates.",
        discussion: """
            Server 1 listens on 127.0.0.1, server 2 on 127.0.0.2, and so on. DIR gets the certificates that a client \
            needs, and servers.txt with one HOST:PORT per line as soon as all servers listen. Stop it with Control-C.
            """
    )

    @OptionGroup(title: "Site") var site: SiteOptions
    @OptionGroup(title: "Monitor configuration") var monitor: MonitorOptions

    @Option(help: "How much to log.")
    var logLevel: LogLevel = .info

    static func main() async { await runProgram() }

    /// Runs the site until a signal asks it to stop.
    func run() async throws {
        let logger = Logger(label: "sense-simulator") { [logLevel] in ConsoleLogHandler(label: $0, level: logLevel) }
        let services = try Simulation(site: site, monitor: monitor).services(logger: logger)
        try await ServiceGroup(
            configuration: .init(services: services, gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
        ).run()
        logger.notice("stopped")
    }
}
