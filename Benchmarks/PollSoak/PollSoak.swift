// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import Foundation
import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import SenseSources
import ServiceLifecycle

/// Runs ten thousand poll rounds of ten servers on a clock that is moved by hand, from canned answers through decoders,
/// fan-out, encoders, metrics and a destination that fails now and then, and prints how memory develops.
///
/// usage: poll-soak [ROUNDS]
@main
struct PollSoak {
    static let servers = 10

    static func main() async throws {
        let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000
        let clock = TestClock()
        let silent = Logger(label: "soak") { _ in SwiftLogNoOpLogHandler() }
        let folder = try TemporaryDirectory()
        let now: @Sendable () -> Timestamp = { Timestamp(nanoseconds: Int64(clock.now.offset / .nanoseconds(1))) }
        let list = (1...servers).map { number in
            MonitoredServer(
                name: "server\(number)", host: "sense\(number):4747", description: "Simulated",
                proxy: MonitoredProxy(host: "sense\(number):4243", virtualProxies: ["/"]))
        }
        let metrics = PrometheusDestination(servers: list)
        let runner = DestinationRunner(
            ForgetfulDestination(), spool: .init(path: folder.file("spool")), clock: clock, now: now, logger: silent)
        let sink = FanOut([metrics], destinations: [runner])
        let source = PollingSource(
            "HEALTH", polls: list.map { CannedPoll(server: $0) }, interval: .seconds(30), sink: sink, clock: clock,
            now: now, logger: silent)
        let group = ServiceGroup(configuration: .init(services: [runner, source], logger: silent))
        await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            print("rounds, RssAnon in KiB, points written, spooled")
            for round in 1...rounds {
                for _ in 0..<30 {
                    await clock.untilSleeping()
                    clock.advance(by: .seconds(1))
                }
                // Everything that a round set in motion is done before the next one, as on a real clock.
                while metrics.counters.current.written < round * servers { await Task.yield() }
                // The disk is not on this clock: give it time, and the runner the ticks that it waits for.
                while runner.counters.current.waiting + runner.counters.current.spooled > 500 {
                    clock.advance(by: .milliseconds(50))
                    try? await Task.sleep(for: .microseconds(200))
                }
                if round == 100 || round % (rounds / 10) == 0 {
                    _ = metrics.families()
                    let values = runner.counters.current
                    print("\(round), \(anonymous()), \(values.written), \(values.spooled)")
                }
            }
            await group.triggerGracefulShutdown()
            // The destination's last delays are on the clock too.
            while runner.counters.current.waiting > 0 {
                clock.advance(by: .seconds(1))
                await Task.yield()
            }
            tasks.cancelAll()
        }
        let values = runner.counters.current
        let dropped = values.dropped.values.reduce(0, +)
        print("received \(values.received), written \(values.written), spooled \(values.spooled), dropped \(dropped)")
    }

    private static func anonymous() -> String {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") } ?? ""
        return String(line.split { $0 == " " || $0 == "\t" }.dropFirst().first ?? "?")
    }

    /// Answers from memory, through the real decoder; every fiftieth poll fails.
    private struct CannedPoll: Poll {
        private static let answer = Array(
            """
            {"version":"12.2029.0","started":"20260301T020000.000+0100","mem":{"committed":5120.5,"allocated":7421.25,\
            "free":22840.75},"cpu":{"total":17},"session":{"active":3,"total":11},"apps":{"active_docs":\
            ["7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab"],"loaded_docs":["7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab",\
            "SessionApp_1f2e3d"],"in_memory_docs":["7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab","SessionApp_1f2e3d"],\
            "calls":48211,"selections":902},"users":{"active":2,"total":9},"cache":{"hits":1500,"lookups":2000,\
            "added":310,"replaced":12,"bytes_added":987654},"saturated":false}
            """.utf8)

        let server: MonitoredServer

        var target: PollTarget { PollTarget(.health, serverName: server.name, host: server.host) }

        func ask(now: @Sendable () -> Timestamp) async throws(PollFailure) -> Observation? {
            .engineHealth(
                try EngineHealthDecoder.decode(Self.answer), server: server,
                apps: AppNames([("7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab", "Sales")]), at: now())
        }
    }

    /// Encodes as for InfluxDB 1, takes everything but every twentieth batch, and forgets it.
    private final class ForgetfulDestination: Destination {
        let name = "soak"
        let errorType = "SOAK_WRITE"
        let spoolName = "soak"
        private let influxDB = InfluxDBDestination(
            InfluxDBConfiguration(
                host: "127.0.0.1", port: 1,
                endpoint: .version1(
                    .init(database: "x", credentials: nil, retentionPolicy: .init(name: "x", duration: "1d"))),
                lists: AppListFields(active: true, loaded: true, inMemory: true)),
            client: .shared, logger: Logger(label: "soak") { _ in SwiftLogNoOpLogHandler() })

        func records(of observation: Observation) -> [Record] { influxDB.records(of: observation) }
        func label(of record: Record) -> String { influxDB.label(of: record) }

        func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
            if Int.random(in: 0..<20) == 0 { throw DeliveryFailure(.temporary(retryAfter: nil), "not now") }
        }
    }
}
