// SPDX-License-Identifier: MIT

import HTTPListener
import NIOHTTP1
import NIOSSL
import SenseSimulator
import Testing

@Suite(.timeLimit(.minutes(3))) struct SimulatorServiceTests {
    @Test(arguments: ["/engine/healthcheck", "/engine/healthcheck/"])
    func `answers a health check over TLS with a client certificate`(path: String) async throws {
        let site = SimulatedSite(seed: 1, servers: 2)
        try await RunningSite.run(site: site) { running in
            #expect(running.addresses.engines.map(\.host) == ["127.0.0.1", "127.0.0.2"])
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

    @Test func `counts the requests to each interface of each server`() async throws {
        try await RunningSite.run(site: SimulatedSite(seed: 1, servers: 2)) { running in
            _ = try await running.get(server: 2)
            _ = try await running.get("/elsewhere", server: 2)
            _ = try await running.ask(.proxy, server: 2)
            for _ in 1...3 { _ = try await running.ask(.repository) }
            #expect(running.service.requestCount(ofServer: 1) == 0)
            #expect(running.service.requestCount(ofServer: 1, .proxy) == 0)
            #expect(running.service.requestCount(ofServer: 1, .repository) == 3)
            #expect(running.service.requestCount(ofServer: 2) == 2)
            #expect(running.service.requestCount(ofServer: 2, .proxy) == 1)
        }
    }

    @Test func `tells where everything listens, each server on an address of its own`() async throws {
        try await RunningSite.run(site: SimulatedSite(seed: 1, servers: 3)) { running in
            let hosts = ["127.0.0.1", "127.0.0.2", "127.0.0.3"]
            #expect(running.addresses.engines.map(\.host) == hosts)
            #expect(running.addresses.proxies.map(\.host) == hosts)
            #expect(running.addresses.repository.host == "127.0.0.1")
            let all = running.addresses.engines + running.addresses.proxies + [running.addresses.repository]
            #expect(all.allSatisfy { $0.port > 0 })
        }
    }

    @Test func `runs 200 servers`() async throws {
        let site = SimulatedSite(seed: 1, servers: 200)
        try await RunningSite.run(site: site) { running in
            #expect(running.addresses.engines.count == 200)
            for interface in [SenseInterface.engine, .proxy] {
                let answer = try await running.ask(interface, server: 200)
                #expect(answer.status == .ok)
            }
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `refuses a client without a certificate`(interface: SenseInterface) async throws {
        try await RunningSite.run { running in
            await #expect(throws: (any Error).self) {
                try await running.get("/", of: interface, showsCertificate: false)
            }
            #expect(running.service.requestCount(ofServer: 1, interface) == 0)
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
            #expect(answer.text.contains("/engine/healthcheck"))
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `names the option for a port that is taken, and leaves no server behind`(
        interface: SenseInterface
    ) async throws {
        let options: [SenseInterface: String] = [
            .engine: "--port", .proxy: "--proxy-port", .repository: "--repository-port",
        ]
        try await RunningSite.run { running in
            let port = running.address(interface).port
            let failure = try await #require(throws: ListenFailure.self) {
                try await RunningSite.run(
                    site: SimulatedSite(seed: 1, servers: 3),
                    port: interface == .engine ? port : 0,
                    proxyPort: interface == .proxy ? port : 0,
                    repositoryPort: interface == .repository ? port : 0
                ) { _ in }
            }
            let option = try #require(options[interface])
            #expect(failure.address == ListenAddress(host: "127.0.0.1", port: port, setting: option))
            #expect(failure.description.contains("already in use"))
        }
    }
}
