// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import HTTPExchange
import Logging
import NIOPosix
import NIOSSL
import SenseSources

/// The HTTP clients of the program. Telemetry makes its own, only when it sends.
struct Clients: Sendable {
    /// Where polls run: on the loop that has their connections.
    let executor: EventLoopExecutor
    let clock: EventLoopClock
    let sense: SenseClient
    let influxDB: HTTPClient

    init(_ configuration: MonitorConfiguration, logger: Logger) {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
        executor = EventLoopExecutor(eventLoop)
        clock = EventLoopClock(eventLoop)
        sense = SenseClient(
            files: configuration.certificates, eventLoop: eventLoop, clock: clock,
            logger: logger)
        var settings = HTTPClient.Configuration.forExchanges()
        if let file = configuration.influxDB?.authorityFile {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(file)
            settings.tlsConfiguration = tls
        }
        influxDB = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    /// Closes the connections, without waiting for the other side.
    func shutDown() async {
        await sense.shutDown()
        influxDB.closeInBackground()
    }
}
