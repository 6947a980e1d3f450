// SPDX-License-Identifier: MIT

package import Logging
package import Monitoring
package import MonitoringPipeline
import ServiceLifecycle

/// Polls the health check of every server, at start and then once per interval.
///
/// Promises: servers are polled independently, so one that hangs delays nobody; polls of one server never overlap; starts
/// are spread so that many servers are not called in one instant; a change of a server's state is one log line.
package struct EngineHealthSource: Service, CustomStringConvertible {
    private let servers: [MonitoredServer]
    private let interval: Duration
    private let client: SenseClient
    private let sink: any ObservationSink
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    package init(
        servers: [MonitoredServer], interval: Duration, client: SenseClient, sink: any ObservationSink,
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.servers = servers
        self.interval = interval
        self.client = client
        self.sink = sink
        self.clock = clock
        self.now = now
        self.logger = logger
    }

    /// Service groups log their services; nothing of the configuration must show there.
    package var description: String { "EngineHealthSource" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for (index, server) in servers.enumerated() {
                    group.addTask {
                        await poll(server, after: PollSchedule.stagger(index, of: servers.count, interval: interval))
                    }
                }
                // With nothing to poll the service still lives as long as its group.
                group.addTask { try? await gracefulShutdown() }
            }
        }
        await client.shutDown()
    }

    private func poll(_ server: MonitoredServer, after delay: Duration) async {
        var state = ServerState()
        do {
            try await clock.sleep(for: delay)
            while true {
                let elapsed = try await clock.measureAny { await pollOnce(server, &state) }
                try await clock.sleep(for: PollSchedule.wait(interval: interval, elapsed: elapsed))
            }
        } catch {
            // Cancelled: the program is ending.
        }
    }

    private func pollOnce(_ server: MonitoredServer, _ state: inout ServerState) async {
        do {
            let headers = [Tag("Cache-Control", "no-cache"), Tag("Content-Type", "application/json")] + server.headers
            let body = try await client.get("/engine/healthcheck", from: server.host, headers: headers)
            let health = try EngineHealthDecoder.decode(body)
            sink.receive(.engineHealth(health, server: server, at: now()))
            report(state.update(nil), of: server)
        } catch {
            guard !Task.isCancelled else { return }
            sink.receive(.pollFailed(error, server: server, at: now()))
            report(state.update(error), of: server)
        }
    }

    private func report(_ change: ServerState.Change?, of server: MonitoredServer) {
        let metadata: Logger.Metadata = ["server": "\(server.name)", "host": "\(server.host)"]
        switch change {
        case .failing(let failure):
            logger.error(
                "HEALTH: no health data from server", metadata: metadata.merging(["cause": "\(failure)"]) { $1 })
        case .first: logger.notice("HEALTH: first health data from server", metadata: metadata)
        case .recovered: logger.notice("HEALTH: server answers again", metadata: metadata)
        case nil: break
        }
    }
}

extension Clock where Duration == Swift.Duration {
    /// `measure` for a clock of which only the duration's type is known.
    fileprivate func measureAny(_ work: () async -> Void) async throws -> Duration {
        let start = now
        await work()
        return start.duration(to: now)
    }
}
