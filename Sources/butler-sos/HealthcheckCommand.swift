// SPDX-License-Identifier: MIT

import ArgumentParser
import ButlerSOS
import Foundation
import HTTPExchange

struct HealthcheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck",
        abstract: "Ask the running monitor whether it gets on: exit status 0 if it does.",
        discussion: """
            For containers. The monitor answers if dockerHealthCheck.enable is true. The port is that of the configuration \
            file, or the one given, or 12398.
            """)

    @Option(name: [.customShort("c"), .customLong("configfile")], help: "The configuration file, ending in .yaml.")
    var configurationFile: String?

    @Option(help: "The port, instead of the one that the configuration names.")
    var port: Int?

    func run() async throws {
        if let configurationFile { try InstanceOptions.check(configurationFile) }
        let port = try HealthCheckPort.choose(
            port, configurationPath: configurationFile, environment: ProcessInfo.processInfo.environment)
        try await HealthCall.ask("http://127.0.0.1:\(port)", path: "/health", deadline: .seconds(2))
        print("ok")
    }
}
