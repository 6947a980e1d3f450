// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import HTTPExchange
import LifeSigns
import Logging
import MQTT
import NIOCore
import NIOPosix
import NIOSSL
import SenseSources

/// The clients of the program. Telemetry makes its own, only when it sends.
struct Clients: Sendable {
    /// The loop of the polls and their connections.
    let eventLoop: any EventLoop
    /// Has polls run on that loop.
    let executor: EventLoopExecutor
    let clock: EventLoopClock
    let sense: SenseClient
    let influxDB: HTTPClient
    let newRelicMetrics: (client: HTTPClient, proxyHost: String?)
    let newRelicEvents: (client: HTTPClient, proxyHost: String?)
    /// `nil` if there is no heartbeat.
    let heartbeat: HTTPClient?
    /// `nil` if MQTT is switched off.
    let mqtt: MQTTClient?

    /// - Parameter environment: of the process; it may name a proxy on the way out of the site.
    init(_ configuration: MonitorConfiguration, environment: [String: String], logger: Logger) {
        eventLoop = MultiThreadedEventLoopGroup.singleton.any()
        executor = EventLoopExecutor(eventLoop)
        clock = EventLoopClock(eventLoop)
        sense = SenseClient(
            files: configuration.certificates, eventLoop: eventLoop, clock: clock,
            logger: logger)
        influxDB = Self.client(authorityFile: configuration.influxDB?.authorityFile)
        let settings = configuration.newRelic
        func newRelic(at url: String) -> (HTTPClient, String?) {
            let proxy = Self.proxy(to: url, environment: environment, logger: logger)
            // Each account may wait for its answer without holding up the others.
            let client = Self.client(
                authorityFile: settings.authorityFile, connections: configuration.newRelicAccounts.count, proxy: proxy)
            return (client, proxy?.host)
        }
        newRelicMetrics = newRelic(at: settings.metricURL)
        newRelicEvents = newRelic(at: settings.eventURL)
        heartbeat = configuration.heartbeat.isEnabled ? Heartbeat.client() : nil
        mqtt = configuration.mqttConfiguration.map { MQTTClient(Self.named($0.broker)) }
    }

    /// The proxy that the environment names for an https address; `nil` for a direct connection.
    static func proxy(to url: String, environment: [String: String], logger: Logger) -> HTTPProxy? {
        guard url.lowercased().hasPrefix("https:"), let server = Authority(url: url) else { return nil }
        do {
            return try ProxyChoice.proxy(to: server, configured: nil, environment: environment)
        } catch {
            logger.warning("NEW RELIC: called directly", metadata: ["cause": "\(error)"])
            return nil
        }
    }

    /// - Parameters:
    ///   - authorityFile: the certificates to trust instead of those of the system.
    ///   - connections: to one host.
    private static func client(
        authorityFile: String?, connections: Int = 0, proxy: HTTPProxy? = nil
    ) -> HTTPClient {
        var settings = HTTPClient.Configuration.forExchanges()
        settings.proxy = proxy?.server
        if let authorityFile {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(authorityFile)
            settings.tlsConfiguration = tls
        }
        let limit = settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(limit, connections)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// A broker lets only one client of a name in: what has none gets one that nobody else has.
    private static func named(_ broker: MQTTBroker) -> MQTTBroker {
        guard broker.clientID.isEmpty else { return broker }
        var broker = broker
        let digits = String(UInt32.random(in: .min ... .max), radix: 16)
        broker.clientID = "butler-sos-" + String(repeating: "0", count: 8 - digits.count) + digits
        return broker
    }

    /// Closes the connections, without waiting for the other side, but for a moment in which an MQTT broker hears that
    /// this is the end.
    func shutDown() async {
        await mqtt?.close()
        await sense.shutDown()
        influxDB.closeInBackground()
        newRelicMetrics.client.closeInBackground()
        newRelicEvents.client.closeInBackground()
        heartbeat?.closeInBackground()
    }
}
