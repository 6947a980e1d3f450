// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct SiteStateTests {
    private static let time = Timestamp(secondsSinceEpoch: 1000)
    private let target = PollTarget(.health, serverName: "one", host: "sense:4747")
    private let state: SiteState

    init() { state = SiteState(targets: [target], now: { Timestamp(secondsSinceEpoch: 5000) }) }

    private func polled(_ target: PollTarget, _ failure: PollFailure? = nil, at second: Int) -> Observation {
        .polled(PollOutcome(target, failure: failure, duration: .zero, at: Timestamp(secondsSinceEpoch: second)))
    }

    @Test func `keeps the last success and the last failure`() {
        #expect(state.current.polls.isEmpty)
        let failure = PollFailure(.timeout, "no answer")
        state.receive([polled(target, at: 1), polled(target, failure, at: 2)])
        var polls = state.current.polls[target]
        #expect(polls?.isUp == false)
        #expect(polls?.lastSuccess?.seconds == 1)
        #expect(polls?.lastFailure == failure && polls?.lastFailureTime?.seconds == 2)
        state.receive([polled(target, at: 3)])
        polls = state.current.polls[target]
        #expect(polls?.isUp == true && polls?.lastSuccess?.seconds == 3 && polls?.lastFailureTime?.seconds == 2)
    }

    @Test func `remembers nothing that is not configured`() {
        for number in 0..<1000 {
            let other = PollTarget(.health, serverName: "\(number)", host: "h")
            let server = MonitoredServer(name: "\(number)", host: "h", description: "")
            state.receive([
                polled(other, at: 1), .engineHealth(EngineHealth(), server: server, apps: nil, at: Self.time),
                .proxySessions(ProxySessions(of: server, host: "h", virtualProxy: "/", sessions: [], at: Self.time)),
            ])
        }
        let known = state.current
        #expect(known.polls.isEmpty && known.figures.isEmpty && known.sessions.isEmpty)
    }

    @Test func `figures that make no sense are none`() {
        let server = MonitoredServer(name: "one", host: "sense:4747", description: "")
        var health = EngineHealth(version: "1")
        health.sessions = .init(active: .infinity)
        health.users = .init(active: 1e300)
        state.receive([.engineHealth(health, server: server, apps: nil, at: Self.time)])
        let figures = state.current.figures["one"]
        #expect(figures?.version == "1" && figures?.sessions == nil && figures?.users == nil)
    }

    @Test func `what is configured to be asked is known by the names that polls use`() throws {
        let text = """
            userSessions: {enableSessionExtract: true}
            appNames: {enableAppNameExtract: true, hostIP: "[2001:db8::1]"}
            logdb: {enable: true, host: db, qlogsReaderPwd: x}
            """
        let sessions =
            "userSessions: {enable: true, host: 'p:4243', virtualProxies: [{virtualProxy: /}, {virtualProxy: a}]}"
        let site = try Site(root: text, servers: "    \(sessions)")
        let targets = PolledTargets(try site.read())
        #expect(targets.health == [target])
        #expect(targets.sessions.map(\.virtualProxy) == ["/", "/a"])
        #expect(targets.appNames == PollTarget(.appNames, serverName: "2001:db8::1", host: "[2001:db8::1]:4242"))
        #expect(targets.logDatabase?.host == "db:4432")
        #expect(targets.all.count == 5)
    }
}
