// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import NIOCore

@testable import ButlerSOS
@testable import SenseSources

/// The event ports of a configuration. They are not open until their services run.
enum EventPortsSite {
    static let influxDB = "enable: true\nhost: h\nv1Config:\n  dbName: x"
    static let user = "userEvents: {enable: true, udpServerConfig: {serverHost: localhost}}"
    static let log = "logEvents: {source: {proxy: {enable: true}}, udpServerConfig: {serverHost: localhost}}"

    /// - Parameter root: the keys below the root.
    static func with<Result>(
        _ root: String..., influxDB: String? = nil, sink: any ObservationSink = RecordingSink(),
        apps: AppNameTable? = nil, _ body: (EventPorts, Monitor.Parts) async throws -> Result
    ) async throws -> Result {
        let site = try Site(root: root.joined(separator: "\n"), influxDB: influxDB)
        let configuration = try site.read()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let clients = Clients(configuration, environment: [:], logger: logger)
        let outcome: Swift.Result<Result, any Error>
        do {
            let parts = Monitor.Parts(
                configuration: configuration, telemetry: try ImaginedHost.telemetry(site), clients: clients,
                statePath: nil, startTime: 0, logger: logger)
            outcome = .success(try await body(EventPorts(parts, apps: apps, sink: sink), parts))
        } catch {
            outcome = .failure(error)
        }
        await clients.shutDown()
        return try outcome.get()
    }
}

extension EventPorts.Port {
    /// What becomes of datagrams that are read in one go.
    func handle(_ datagrams: String...) throws {
        let handler = receiver.makeHandler()
        let source = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
        for datagram in datagrams {
            Array(datagram.utf8).withUnsafeBytes {
                _ = handler.handle($0, from: source, at: .init(secondsSinceEpoch: 1))
            }
        }
        handler.endBatch()
    }
}

/// Datagrams as Sense sends them.
enum SampleDatagram {
    static let app = "7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab"

    static func user(_ id: String) -> String {
        "/qseow-proxy-connection/;QS-PROXY;Open connection;ACME;\(id);AppAccess;/app/\(app);opened"
    }

    static func log(_ message: String) -> String {
        "/qseow-proxy/;14;20260310T101500.123+0100;2026-03-10 10:15:00,123;WARN;QS-PROXY;System.Proxy;ACME\\svc;"
            + "\(message);;ACME;alice;Open;500;AppAccess;/app/x"
    }

    static func performance(_ method: String) -> String {
        "/qseow-qix-perf/;14;20260310T101503.500+0100;2026-03-10 10:15:03,500;INFO;QS-ENGINE;QixPerformance.Engine;"
            + "ACME\\svc;3f0c8a52-91d4-4b7e-a6f3-5d2e8b10c4aa;ACME;alice;2026-03-10T10:15:03.498+0100;"
            + "9b8a7c6d-5e4f-4321-8fed-cba987654321;\(app);42;\(method);12.5;11.9;0;0.1;3.25;7;AbCdE;2048;4096;barchart"
    }
}
