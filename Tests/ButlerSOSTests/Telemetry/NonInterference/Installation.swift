// SPDX-License-Identifier: MIT

import Destinations
import Logging
import Monitoring
import MonitoringPipeline
import TelemetryClient
import TelemetryWire

@testable import ButlerSOS
@testable import SenseSources

/// A monitor on its host, put together as a start puts it together, after it has polled its Sense site.
struct Installation: Sendable {
    let path: String
    let configuration: MonitorConfiguration
    let host: DrawnHost
    let site: DrawnSite
    let telemetry: Telemetry
    /// Seconds since 1970.
    let time: Int
    /// What was drawn, by place.
    let drawn: [String: String]

    let apps = AppNameTable()
    let metrics: PrometheusDestination
    let errors: ErrorTracker
    /// How many sessions the proxies told of.
    let sessions: Int

    private let folder: MemoryFolder
    private let lock: StateLock

    init(_ half: ConfiguredPair.Half, _ lots: inout Lots, _ system: PublicSystem) throws {
        path = half.path
        configuration = half.configuration
        host = DrawnHost(&lots, system)
        site = DrawnSite(&lots)
        let time = lots.number("time", 1_700_000_000...1_900_000_000)
        self.time = time
        folder = try MemoryFolder()

        let environment = host.environment.merging(half.environment) { $1 }
        let state = StateDirectory(
            given: "\(folder.path)/\(lots.word("state folder"))", environment: environment, configurationPath: path)
        lock = try state.open(configurationPath: path)
        telemetry = Telemetry(
            TelemetryOptions(
                configuration, configurationPath: path, statePath: state.path, environment: environment),
            isOnlyLooking: false, files: host.hostFiles, now: { time })

        metrics = PrometheusDestination(servers: configuration.servers)
        errors = ErrorTracker(
            logsSummary: configuration.errorTracking.logsSummary, now: { Timestamp(secondsSinceEpoch: time) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let sink = FanOut([metrics, errors])
        sessions = try site.poll(
            configuration.servers, apps: apps, sink: sink, now: Timestamp(secondsSinceEpoch: time))
        drawn = half.drawn.merging(lots.drawn) { $1 }
    }
}

extension DrawnSite {
    /// Reads the answers as polls do, and hands on what they say.
    ///
    /// - Returns: how many sessions there are.
    fileprivate func poll(
        _ servers: [MonitoredServer], apps table: AppNameTable, sink: FanOut, now: Timestamp
    ) throws -> Int {
        table.replace(with: try AppNamesDecoder.decode(apps))
        let answers = try health.map { try EngineHealthDecoder.decode($0) }
        let lists = try sessions.map { try ProxySessionsDecoder.decode($0) }
        var count = 0
        var turn = 0
        for (index, server) in servers.enumerated() {
            sink.receive(
                .engineHealth(answers[index % answers.count], server: server, apps: table.current, at: now))
            let target = PollTarget(.health, serverName: server.name, host: server.host)
            sink.receive(.polled(PollOutcome(target, failure: nil, duration: .milliseconds(index), at: now)))
            for virtualProxy in server.proxy?.virtualProxies ?? [] {
                let list = lists[turn % lists.count]
                turn += 1
                count += list.count
                let host = server.proxy?.host ?? ""
                sink.receive(
                    .proxySessions(
                        ProxySessions(of: server, host: host, virtualProxy: virtualProxy, sessions: list, at: now)))
            }
        }
        for failure in failures {
            let target = PollTarget(.appNames, serverName: failure, host: failure)
            let outcome = PollOutcome(
                target, failure: PollFailure(.timeout, failure), duration: .seconds(5), at: now)
            sink.receive(.polled(outcome))
        }
        return count
    }
}
