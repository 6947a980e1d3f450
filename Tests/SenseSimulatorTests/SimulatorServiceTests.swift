// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import HTTPListener
import MonitoringTestKit
import NIOCore
import NIOHTTP1
import NIOSSL
import SenseSimulator
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(1))) struct SimulatorServiceTests {
    @Test(arguments: ["/engine/healthcheck", "/engine/healthcheck/"])
    func `answers a health check over TLS with a client certificate`(path: String) async throws {
        let site = SimulatedSite(seed: 1, servers: 2)
        try await RunningSite.run(site: site) { running in
            #expect(running.addresses.map(\.host) == ["127.0.0.1", "127.0.0.2"])
            for server in 1...2 {
                let answer = try await running.get(path, server: server)
                #expect(answer.status == .ok)
                #expect(answer.contentType?.hasPrefix("application/json") == true)
                #expect(answer.body == site.health(ofServer: server, at: RunningSite.time).json)
            }
        }
    }

    @Test func `lets a client in whose key has a passphrase`() async throws {
        try await RunningSite.run { running in
            let answer = try await running.get(passphrase: "geheim")
            #expect(answer.status == .ok)
        }
    }

    @Test func `counts the requests to each server`() async throws {
        try await RunningSite.run(site: SimulatedSite(seed: 1, servers: 2)) { running in
            _ = try await running.get(server: 2)
            _ = try await running.get("/elsewhere", server: 2)
            #expect(running.service.requestCount(ofServer: 1) == 0)
            #expect(running.service.requestCount(ofServer: 2) == 2)
        }
    }

    @Test func `refuses a client without a certificate`() async throws {
        try await RunningSite.run { running in
            await #expect(throws: (any Error).self) { try await running.get(showsCertificate: false) }
            #expect(running.service.requestCount(ofServer: 1) == 0)
        }
    }

    @Test func `is refused by a client that verifies when its certificate is the wrong one`() async throws {
        let faults = FaultPlan(servers: [2: .wrongCertificate])
        try await RunningSite.run(site: SimulatedSite(seed: 1, servers: 2), faults: faults) { running in
            await #expect(throws: NIOSSLError.self) { try await running.get(server: 2) }
            #expect(running.service.requestCount(ofServer: 2) == 0)
            let answer = try await running.get(server: 1)
            #expect(answer.status == .ok)
        }
    }

    @Test(arguments: [("/", HTTPMethod.GET), ("/engine/healthcheck/x", .GET), ("/engine/healthcheck", .POST)])
    func `names the paths it knows to those who ask for another`(path: String, method: HTTPMethod) async throws {
        try await RunningSite.run { running in
            let answer = try await running.get(path, method: method)
            #expect(answer.status == .notFound)
            #expect(answer.contentType?.hasPrefix("text/plain") == true)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("/engine/healthcheck"))
        }
    }

    @Test func `fails with status 500 when told to`() async throws {
        try await RunningSite.run(faults: FaultPlan(everywhere: .http500)) { running in
            let answer = try await running.get()
            #expect(answer.status == .internalServerError)
        }
    }

    @Test func `breaks off its answer when told to`() async throws {
        try await RunningSite.run(faults: FaultPlan(everywhere: .badJSON)) { running in
            let answer = try await running.get()
            #expect(answer.status == .ok)
            #expect(throws: (any Error).self) { try JSONSerialization.jsonObject(with: Data(answer.body)) }
        }
    }

    @Test func `answers correctly after three seconds when told to be slow`() async throws {
        let clock = InstantClock()
        try await RunningSite.run(faults: FaultPlan(everywhere: .slow), clock: clock) { running in
            let answer = try await running.get()
            #expect(answer.status == .ok)
            #expect(answer.body == SimulatedSite(seed: 1, servers: 1).health(ofServer: 1, at: RunningSite.time).json)
            #expect(clock.sleeps == [.seconds(3)])
        }
    }

    @Test func `never answers when told to time out`() async throws {
        try await RunningSite.run(faults: FaultPlan(everywhere: .timeout)) { running in
            await #expect(throws: HTTPClientError.deadlineExceeded) {
                try await running.get(timeout: .milliseconds(500))
            }
        }
    }

    @Test func `shuts down at once while a client waits for a slow answer`() async throws {
        try await RunningSite.run(faults: FaultPlan(everywhere: .slow), clock: NeverClock()) { running in
            async let answer = running.get()
            #expect(try await poll(.seconds(10)) { running.service.requestCount(ofServer: 1) > 0 })
            await running.group.triggerGracefulShutdown()
            let status = try await answer.status
            #expect(status == .ok)
        }
    }

    @Test func `shuts down at once, without a word, while a client waits in vain`() async throws {
        try await RunningSite.run(faults: FaultPlan(everywhere: .timeout)) { running in
            async let answer = running.get()
            #expect(try await poll(.seconds(10)) { running.service.requestCount(ofServer: 1) > 0 })
            await running.group.triggerGracefulShutdown()
            do {
                _ = try await answer
                Issue.record("the server answered")
            } catch let error as HTTPClientError {
                #expect(error == .remoteConnectionClosed)
            }
        }
    }

    @Test func `names the option for a port that is taken, and leaves no server behind`() async throws {
        try await RunningSite.run { running in
            let port = running.addresses[0].port
            let site = SimulatedSite(seed: 1, servers: 3)
            let failure = try await #require(throws: ListenFailure.self) {
                try await RunningSite.run(site: site, port: port) { _ in }
            }
            #expect(failure.address == ListenAddress(host: "127.0.0.1", port: port, setting: "--port"))
            #expect(failure.description.contains("already in use"))
        }
    }
}
