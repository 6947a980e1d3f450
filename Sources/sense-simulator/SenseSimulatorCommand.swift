// SPDX-License-Identifier: MIT

import ArgumentParser
import LogOutput
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
            "Runs a simulated Qlik Sense site: engines, proxies and a repository, over TLS with client certificates.",
        discussion: """
            Server 1 listens on 127.0.0.1, server 2 on 127.0.0.2, and so on. DIR gets the certificates that a client \
            needs and, as soon as everything listens, the addresses as HOST:PORT, one a line: proxies.txt, \
            repository.txt and, last of all, servers.txt with the engines. Stop it with Control-C.
            """,
        subcommands: [EventsCommand.self]
    )

    @OptionGroup(title: "Site") var site: SiteOptions
    @OptionGroup(title: "Files") var output: OutputOptions
    @OptionGroup(title: "Ports") var ports: PortOptions
    @OptionGroup(title: "Faults") var faults: FaultOptions
    @OptionGroup(title: "Monitor configuration") var monitor: MonitorOptions

    @Option(help: "How much to log.")
    var logLevel: LogLevel = .info

    static func main() async { await runProgram() }

    /// Refuses faults that the site cannot have, in a sentence that names the option.
    func validate() throws {
        do {
            _ = try faults.plan(serverCount: site.servers)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// Runs the site until a signal asks it to stop.
    func run() async throws {
        let logger = ProgramLog(level: logLevel).logger("sense-simulator")
        let simulation = Simulation(site: site, output: output, ports: ports, faults: faults, monitor: monitor)
        try await ServiceGroup(
            configuration: .init(
                services: simulation.services(logger: logger),
                gracefulShutdownSignals: [.sigint, .sigterm],
                logger: logger
            )
        ).run()
        logger.notice("stopped")
    }
}
