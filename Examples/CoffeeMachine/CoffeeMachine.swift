// SPDX-License-Identifier: MIT

// A service that embeds the telemetry client: it says which of its two features are on, and obeys every switch.
// Run it with COFFEE_MACHINE_TELEMETRY_URL=https://collector.example.com, or with the argument `preview`.

import Foundation
import Logging
import ServiceLifecycle
import TelemetryClient
import TelemetryWire
import UnixSignals

@main
struct CoffeeMachine {
    static func main() async throws {
        let (environment, arguments) = (ProcessInfo.processInfo.environment, CommandLine.arguments.dropFirst())
        let telemetry = Telemetry(
            TelemetryOptions(
                service: TelemetryService(
                    name: "coffee-machine", title: "Coffee machine",
                    features: [
                        .init(name: "grinder", title: "Grinder", purpose: "Are beans ground here?"),
                        .init(name: "milk", title: "Milk", purpose: "Is milk frothed?"),
                    ]),
                version: "1.0.0", features: ["grinder": environment["GRINDER"] == "on"],
                stateFolder: environment["STATE_DIRECTORY"] ?? "coffee-machine-state", environment: environment,
                collector: environment["COFFEE_MACHINE_TELEMETRY_URL"].flatMap { try? CollectorURL($0) }))
        if arguments.contains("preview") { return print(telemetry.preview(at: Int(Date().timeIntervalSince1970))) }
        let logger = Logger(label: "coffee-machine")
        for line in ["ID: \(telemetry.id)"] + telemetry.notice { logger.notice("\(line)") }
        // Beside the services that make coffee.
        let services = [telemetry.reporter(logger: logger)].compactMap { $0 }
        try await ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm], logger: logger).run()
    }
}
