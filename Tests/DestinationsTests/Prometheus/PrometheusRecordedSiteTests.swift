// SPDX-License-Identifier: MIT

import Destinations
import Monitoring
import MonitoringPipeline
import Testing

@testable import SenseSources

@Suite struct PrometheusRecordedSiteTests {
    private static let time = Timestamp(secondsSinceEpoch: 1)

    private func server(
        _ number: Int, _ description: String, _ group: String, _ place: String, _ virtualProxies: [String]
    ) -> MonitoredServer {
        MonitoredServer(
            name: "server\(number)", host: "127.0.0.\(number):4747", description: description,
            extraTags: [
                Tag("server_group", group), Tag("serverLocation", place), Tag("server_type", "virtual"),
                Tag("serverBrand", "Dell, Inc"),
            ], proxy: MonitoredProxy(host: "127.0.0.\(number):4243", virtualProxies: virtualProxies))
    }

    @Test func `shows what the recorded site shows, value by value and in the same order`() throws {
        let servers = [
            server(1, "First server, with = and space", "DEV", "Asia", ["/", "/hdr", "/empty"]),
            server(2, "Server 2", "PROD", "Europe", ["/hdr"]),
        ]
        let destination = PrometheusDestination(servers: servers)
        // They answer in another order than they are configured.
        for server in servers.reversed() {
            for virtualProxy in server.proxy?.virtualProxies.reversed() ?? [] {
                let name = virtualProxy == "/" ? "root" : String(virtualProxy.dropFirst())
                let answer = try Cases.data("Prometheus/recorded/sessions-\(name).json")
                destination.receive(
                    .proxySessions(
                        ProxySessions(
                            of: server, host: server.proxy?.host ?? "", virtualProxy: virtualProxy,
                            sessions: try ProxySessionsDecoder.decode(Array(answer)), at: Self.time)))
            }
            let health = try EngineHealthDecoder.decode(Array(Cases.data("Prometheus/recorded/\(server.name).json")))
            destination.receive(.engineHealth(health, server: server, apps: nil, at: Self.time))
        }
        let page = MetricsPage(destination.families())
        let expected = MetricsPage(try Cases.text("Prometheus/recorded/expected.txt"))
        #expect(expected.samples.count == 44)
        #expect(page.samples == expected.samples)
        #expect(page.names == expected.names)
    }
}
