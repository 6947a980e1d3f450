// SPDX-License-Identifier: MIT

import ArgumentParser
import AsyncHTTPClient
import HTTPExchange

struct HealthcheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck",
        abstract: "Ask a running collector whether it can store reports: exit status 0 if it can.",
        discussion: "For containers and service managers.")

    @Option(help: "The collector's address.")
    var url = "http://127.0.0.1:8340"

    func run() async throws {
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: .forExchanges(connectTimeout: .seconds(2)))
        defer { client.closeInBackground() }
        let answer: HTTPExchange.Answer
        do {
            answer = try await HTTPExchange.run(
                HTTPClientRequest(url: "\(url)/readyz"), with: client, deadline: .seconds(8), maximumBodySize: 64 * 1024
            )
        } catch {
            throw ValidationError("\(url) does not answer: \(error)")
        }
        guard answer.status == 200 else { throw ValidationError("\(url) is not ready: status \(answer.status)") }
        print("ready")
    }
}
