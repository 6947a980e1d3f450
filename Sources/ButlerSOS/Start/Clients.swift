// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPExchange

/// The HTTP clients of the program, apart from the one that calls Sense. Telemetry has its own, made only if it is on.
struct Clients: Sendable {
    let destinations: HTTPClient
    let telemetry: HTTPClient?

    init(telemetryIsOn: Bool) {
        let configuration = HTTPClient.Configuration.forExchanges()
        destinations = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        telemetry = telemetryIsOn ? HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration) : nil
    }

    /// Closes the connections, without waiting for the other side.
    func shutDown() {
        destinations.closeInBackground()
        telemetry?.closeInBackground()
    }
}
