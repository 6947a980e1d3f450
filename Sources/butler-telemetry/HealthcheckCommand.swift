// SPDX-License-Identifier: MIT

import ArgumentParser
import HTTPExchange

struct HealthcheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck",
        abstract: "Ask a running collector whether it can store reports: exit status 0 if it can.",
        discussion: "For containers and service managers.")

    @Option(help: "The collector's address.")
    var url = "http://127.0.0.1:8340"

    func run() async throws {
        try await HealthCall.ask(url, path: "/readyz", deadline: .seconds(8))
        print("ready")
    }
}
