// SPDX-License-Identifier: MIT

package import Monitoring

/// Asks an engine how it is.
package struct EngineHealthPoll: Poll {
    private let server: MonitoredServer
    private let client: SenseClient
    private let apps: AppNameTable?

    /// - Parameter apps: where the names of apps are; `nil` if nobody asks for them.
    package init(_ server: MonitoredServer, client: SenseClient, apps: AppNameTable?) {
        self.server = server
        self.client = client
        self.apps = apps
    }

    package var target: PollTarget { PollTarget(.health, serverName: server.name, host: server.host) }

    package func ask(now: @Sendable () -> Timestamp) async throws(PollFailure) -> Observation? {
        let headers = [Tag("Cache-Control", "no-cache"), Tag("Content-Type", "application/json")] + server.headers
        let health = try await client.get(
            "/engine/healthcheck", from: server.host, headers: headers, decode: EngineHealthDecoder.decode)
        return .engineHealth(health, server: server, apps: apps?.current, at: now())
    }
}
