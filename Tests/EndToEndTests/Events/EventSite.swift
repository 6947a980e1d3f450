// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// A simulated site of one server, and a monitor that listens for events of it and stores them.
///
/// The site is polled once, at the start: all that comes later is about events.
final class EventSite: Sendable {
    /// What the configuration says besides.
    struct Settings: Sendable {
        /// The version of the database on `databasePort`.
        var databaseVersion = 1
        var databasePort: Int?
        /// Lines below `userEvents` and `logEvents`.
        var userEvents = "", logEvents = ""
        /// Lines below the `udpServerConfig` of both.
        var userListener = "", logListener = ""
        var logSources = ["engine", "proxy", "repository", "scheduler", "qixPerf"]
        /// Lines below `Butler-SOS`.
        var others = ""
    }

    let simulation: Simulation
    let userPort: Int
    let logPort: Int

    init(_ settings: Settings) async throws {
        let database = settings.databasePort.map {
            ["--influxdb-version", "\(settings.databaseVersion)", "--influxdb-port", "\($0)"]
        }
        simulation = try await Simulation(servers: 1, arguments: database ?? [])
        userPort = try FreePort.find()
        logPort = try FreePort.find()
        try simulation.replace("pollingInterval: 1000", with: "pollingInterval: 3600000")
        let isStored = settings.databasePort != nil
        try simulation.add(
            """
            userEvents:
              enable: true
              udpServerConfig:
                serverHost: 127.0.0.1
                portUserActivityEvents: \(userPort)
            \(Self.indented(settings.userListener, 4))
              sendToInfluxdb: {enable: \(isStored)}
            \(Self.indented(settings.userEvents, 2))
            logEvents:
              source:
            \(Self.indented(settings.logSources.map { "\($0): {enable: true}" }.joined(separator: "\n"), 4))
              udpServerConfig:
                serverHost: 127.0.0.1
                portLogEvents: \(logPort)
            \(Self.indented(settings.logListener, 4))
              sendToInfluxdb: {enable: \(isStored)}
            \(Self.indented(settings.logEvents, 2))
            \(settings.others)
            """)
    }

    /// Starts the monitor and waits until its ports are open.
    func startMonitor() async throws -> ChildProcess {
        let monitor = try simulation.startMonitor()
        guard
            try await poll({ try await simulation.metric("butlersos_datagram_port_up") == 2 })
        else { throw NotReady(what: "butler-sos", log: monitor.text) }
        return monitor
    }

    /// The samples of a metric by their labels.
    func samples(_ name: String) async throws -> [String: Double] {
        try await MetricsPage.samples(of: name, at: simulation.metricsURL)
    }

    /// Waits until so many datagrams were read: no kernel keeps many for a reader that is slow.
    func waitUntilRead(_ count: Int) async throws {
        if try await poll({ try await simulation.metric("butlersos_datagrams_total") >= Double(count) }) { return }
        throw Unread(
            wanted: count, read: try await samples("butlersos_datagrams_total"),
            droppedByKernel: try await samples("butlersos_datagrams_dropped_by_kernel_total"))
    }

    /// Datagrams that were sent and never read.
    struct Unread: Error {
        var wanted: Int
        /// By port.
        var read, droppedByKernel: [String: Double]
    }

    /// Waits until the database has all that was read, and ends the monitor. What waits on disk when it ends would stay there.
    func end(_ monitor: ChildProcess) async throws {
        let isDelivered = try await poll {
            try await stored("received_total") == stored("written_total") + stored("dropped_total")
        }
        #expect(isDelivered, "\(monitor.text)")
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    /// What became of the points for the database: the sum of such a metric about it.
    func stored(_ name: String) async throws -> Double {
        try await samples("butlersos_destination_" + name).filter { $0.key.contains(#"destination="influxdb""#) }.values
            .reduce(0, +)
    }

    private static func indented(_ text: String, _ count: Int) -> String {
        text.split(separator: "\n").map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
    }
}
