// SPDX-License-Identifier: MIT

import Destinations
import MetricsExposition
import Monitoring
import MonitoringPipeline
import Testing

@Suite struct PrometheusLabelsTests {
    private static let time = Timestamp(secondsSinceEpoch: 1)

    /// What a scrape finds of a server with these tags, two virtual proxies and one failed poll of each kind.
    private func destination(_ tags: [Monitoring.Tag]) -> PrometheusDestination {
        let server = MonitoredServer(
            name: "c", host: "c", description: "d", extraTags: tags,
            proxy: MonitoredProxy(host: "p:4243", virtualProxies: ["/", "/x"]))
        let destination = PrometheusDestination(servers: [server])
        let health = EngineHealth(version: "1", started: "x", cpuTotal: 3)
        destination.receive(.engineHealth(health, server: server, apps: nil, at: Self.time))
        for virtualProxy in ["/", "/x"] {
            destination.receive(
                .proxySessions(
                    ProxySessions(of: server, host: "p:4243", virtualProxy: virtualProxy, sessions: [], at: Self.time)))
        }
        for (kind, virtualProxy) in [(PollTarget.Kind.health, nil), (.sessions, "/"), (.sessions, "/x")] {
            let target = PollTarget(kind, serverName: "c", host: "c", virtualProxy: virtualProxy)
            destination.receive(
                .polled(
                    PollOutcome(target, failure: PollFailure(.timeout, ""), duration: .seconds(1), at: Self.time)))
        }
        return destination
    }

    @Test func `repairs label names`() {
        let page = MetricsPage(destination([Tag("server-type", "virtual"), Tag("2nd", "x \"y\"")]).families())
        #expect(
            page["butlersos_up"] == [
                "{host=\"c\",server_name=\"c\",server_description=\"d\",server_type=\"virtual\",_nd=\"x \\\"y\\\"\"}": 0
            ])
    }

    @Test(arguments: [
        [], [Tag("a-b", "1"), Tag("a.b", "2")], [Tag("engine_version", "3"), Tag("engine-started", "4")],
        [Tag("user_session_host", "5"), Tag("user_session_virtual_proxy", "6")],
        [Tag("user-session-host", "5"), Tag("user-session-virtual-proxy", "6")],
        [Tag("host", "7"), Tag("server-name", "8")],
    ])
    func `has no label name twice in a series, and no series twice`(tags: [Monitoring.Tag]) {
        let families = destination(tags).families()
        for family in families {
            for sample in family.samples {
                let names = sample.labels.map(\.name)
                #expect(Set(names).count == names.count, "\(family.name)")
            }
        }
        let series = MetricsPage(families).samples.map(\.series)
        #expect(Set(series).count == series.count)
    }

    @Test func `lets what a metric is about win over a tag of the same name`() {
        let page = MetricsPage(
            destination([
                Tag("engine-version", "mine"), Tag("user-session-host", "mine"),
                Tag("user_session_virtual_proxy", "mine"),
            ]).families())
        let server = "host=\"c\",server_name=\"c\",server_description=\"d\""
        #expect(
            page["butlersos_user_session_total"].keys.sorted()
                == [
                    "{\(server),user_session_virtual_proxy=\"/\",user_session_host=\"p:4243\"}",
                    "{\(server),user_session_virtual_proxy=\"/x\",user_session_host=\"p:4243\"}",
                ].map { $0.replacing("\"d\",", with: "\"d\",engine_version=\"mine\",") })
        #expect(page["butlersos_engine_metadata"].keys.first?.contains("engine_version=\"1\"") == true)
    }
}
