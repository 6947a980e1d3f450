// SPDX-License-Identifier: MIT

import Destinations
import Monitoring
import MonitoringPipeline
import Testing

@Suite struct PrometheusSessionsTests {
    private static let time = Timestamp(secondsSinceEpoch: 1)
    private static let server = MonitoredServer(
        name: "a", host: "a:4747", description: "d",
        proxy: MonitoredProxy(host: "p:4243", virtualProxies: ["/", "/sales"]))

    private let destination: PrometheusDestination

    init() { destination = PrometheusDestination(servers: [Self.server]) }

    private var sessions: [String: Double] {
        MetricsPage(destination.families())["butlersos_user_session_total"]
    }

    private func labels(_ virtualProxy: String) -> String {
        "{host=\"a\",server_name=\"a\",server_description=\"d\",user_session_virtual_proxy=\"\(virtualProxy)\","
            + "user_session_host=\"p:4243\"}"
    }

    private func polled(_ kind: PollTarget.Kind, _ virtualProxy: String? = nil, isUp: Bool) {
        let target = PollTarget(
            kind, serverName: "a", host: kind == .health ? "a:4747" : "p:4243", virtualProxy: virtualProxy)
        destination.receive(
            .polled(
                PollOutcome(
                    target, failure: isUp ? nil : PollFailure(.timeout, "late"), duration: .seconds(1), at: Self.time)))
    }

    private func succeed(_ virtualProxy: String, _ count: Int) {
        let user = UserName(directory: "D", id: "u")
        destination.receive(
            .proxySessions(
                ProxySessions(
                    of: Self.server, host: "p:4243", virtualProxy: virtualProxy,
                    sessions: (0..<count).map { .init(id: "\($0)", user: user) }, at: Self.time)))
        polled(.sessions, virtualProxy, isUp: true)
    }

    @Test func `counts the sessions of each virtual proxy, also of one user, also none`() {
        succeed("/sales", 2)
        #expect(sessions == [labels("/sales"): 2])
        succeed("/", 0)
        succeed("/sales", 3)
        #expect(sessions == [labels("/"): 0, labels("/sales"): 3])
        #expect(destination.counters.current.written == 3)
    }

    @Test func `drops the sessions of one virtual proxy after three failures in a row, until it answers again`() {
        succeed("/", 1)
        succeed("/sales", 2)
        for _ in 1...2 { polled(.sessions, "/sales", isUp: false) }
        #expect(sessions == [labels("/"): 1, labels("/sales"): 2])
        polled(.sessions, "/sales", isUp: false)
        #expect(sessions == [labels("/"): 1])
        succeed("/sales", 4)
        #expect(sessions == [labels("/"): 1, labels("/sales"): 4])
    }

    @Test func `keeps sessions when the engine fails, and the engine's figures when the proxy does`() {
        destination.receive(.engineHealth(EngineHealth(cpuTotal: 3), server: Self.server, apps: nil, at: Self.time))
        polled(.health, isUp: true)
        succeed("/", 1)
        for _ in 1...3 { polled(.health, isUp: false) }
        #expect(sessions == [labels("/"): 1])
        destination.receive(.engineHealth(EngineHealth(cpuTotal: 3), server: Self.server, apps: nil, at: Self.time))
        polled(.health, isUp: true)
        for _ in 1...3 { polled(.sessions, "/", isUp: false) }
        #expect(sessions.isEmpty)
        let page = MetricsPage(destination.families())
        #expect(page["butlersos_cpu_total"].values.map { $0 } == [3])
        #expect(page["butlersos_up"].values.map { $0 } == [1])
    }

    @Test func `keeps everything when the names of apps cannot be had`() {
        succeed("/", 1)
        for _ in 1...5 { polled(.appNames, isUp: false) }
        #expect(sessions == [labels("/"): 1])
    }

    @Test func `shows only virtual proxies that are configured`() {
        succeed("/other", 1)
        #expect(sessions.isEmpty)
    }
}
