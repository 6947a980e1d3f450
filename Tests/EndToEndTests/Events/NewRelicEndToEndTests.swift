// SPDX-License-Identifier: MIT

import Foundation
import HTTPListener
import HTTPTypes
import Hummingbird
import Logging
import MonitoringTestKit
import ServiceLifecycle
import Synchronization
import Testing

/// Sense's answers and UDP appenders → monitor → New Relic, as real processes.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct NewRelicEndToEndTests {
    private struct Post: Sendable {
        var path: String
        var key: String
        var body: String
    }

    private static func configuration(newRelic: Int, user: Int, log: Int) -> String {
        """
        thirdPartyToolsCredentials:
          newRelic:
            - {accountName: right, accountId: 17, insertApiKey: geheim-right}
            - {accountName: wrong, accountId: 18, insertApiKey: geheim-wrong}
        newRelic:
          enable: true
          event: {url: "http://127.0.0.1:\(newRelic)"}
          metric: {url: "http://127.0.0.1:\(newRelic)/metric/v1", destinationAccount: [wrong, right]}
        userEvents:
          enable: true
          udpServerConfig:
            serverHost: 127.0.0.1
            portUserActivityEvents: \(user)
          sendToNewRelic: {enable: true, destinationAccount: [wrong, right]}
        logEvents:
          source:
            proxy: {enable: true}
          udpServerConfig:
            serverHost: 127.0.0.1
            portLogEvents: \(log)
          sendToNewRelic: {enable: true, destinationAccount: [right]}
        """
    }

    @Test func `an account gets figures and events beside one whose key is wrong, and no key is logged`() async throws {
        let posts = Mutex<[Post]>([])
        let (listening, continuation) = AsyncStream<Int>.makeStream()
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            let key = HTTPField.Name("Api-Key").flatMap { request.headers[$0] } ?? ""
            // Large ones are compressed: their size is all that matters here.
            posts.withLock {
                $0.append(
                    Post(
                        path: request.uri.path, key: key, body: String(decoding: body.readableBytesView, as: UTF8.self))
                )
            }
            return Response(status: key == "geheim-right" ? .accepted : .forbidden)
        }
        let listener = HTTPListener(
            responder: responder, address: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onListening: { continuation.yield($0.port) })
        try await withRunning([listener], onEnd: { continuation.finish() }) {
            let port = try #require(await listening.first { _ in true })
            let simulation = try await Simulation(servers: 1)
            let (user, log) = (try FreePort.find(), try FreePort.find())
            try simulation.add(Self.configuration(newRelic: port, user: user, log: log))
            let monitor = try simulation.startMonitor()
            let isOpen = try await poll { try await simulation.metric("butlersos_datagram_port_up") == 2 }
            #expect(isOpen)
            let socket = try DatagramSender()
            try socket.send(
                "/qseow-proxy-session/;QS-PROXY;Start session;ACME;alice;AppAccess;/hub;Session started", to: user)
            try socket.send(
                "/qseow-proxy/;1;20260310T101500.123+0100;2026-03-10 10:15:00,123;WARN;QS-PROXY;System.Proxy;"
                    + "ACME\\svc;Slow answer;;ACME;bob;Open;500;AppAccess;/app/x", to: log)
            func sent(_ path: String, _ key: String) -> [String] {
                posts.withLock { $0.filter { $0.path == path && $0.key == key }.map(\.body) }
            }
            let isThere = try await poll {
                let events = sent("/v1/accounts/17/events", "geheim-right").joined()
                return events.contains("qs_userEvent") && events.contains("qs_logEvent")
                    && !sent("/metric/v1", "geheim-right").isEmpty && !sent("/metric/v1", "geheim-wrong").isEmpty
                    && !sent("/v1/accounts/18/events", "geheim-wrong").isEmpty
            }
            #expect(isThere, "\(monitor.text)")
            let events = sent("/v1/accounts/17/events", "geheim-right").joined()
            #expect(events.contains("\"qs_message\":\"Slow answer\"") && events.contains("\"qs_user_id\":\"bob\""))
            // Who the user was stays here.
            #expect(!events.contains("alice") && events.contains("\"qs_userId\":\""))
            // A key can be mended: what waits for that is kept.
            let (waits, dropped) = ("butlersos_destination_spooled", "butlersos_destination_dropped_total")
            #expect(
                try await poll { try await MetricsPage.sum(of: waits, at: simulation.metricsURL) >= 2 })
            #expect(try await MetricsPage.sum(of: dropped, at: simulation.metricsURL) == 0)
            monitor.send(SIGTERM)
            #expect(try await monitor.waitForExit() == 0)
            let lines = monitor.text.split(separator: "\n").filter { $0.contains("destination does not take records") }
            #expect(lines.count == 2, "\(monitor.text)")
            #expect(!monitor.text.contains("geheim"))
        }
    }
}
