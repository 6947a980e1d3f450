// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import HTTPListener
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import SenseSimulator
import ServiceLifecycle

/// A simulated site that listens, and clients for it.
struct RunningSite {
    /// What a client got.
    struct Answer {
        let status: HTTPResponseStatus
        let headers: HTTPHeaders
        let body: [UInt8]

        var contentType: String? { headers.first(name: "content-type") }
        var text: String { String(decoding: body, as: UTF8.self) }
        var json: Any {
            get throws { try JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed) }
        }
    }

    /// The time that the site believes it to be.
    static let time = 1_772_446_200.0

    let service: SimulatorService
    let certificates: SimulatorCertificates
    let addresses: SiteAddresses
    let group: ServiceGroup
    private let stopped: AsyncStream<Never>

    /// Runs a site on free ports while the body runs, then shuts it down gracefully.
    static func run(
        site: SimulatedSite = SimulatedSite(seed: 1, servers: 1),
        faults: FaultPlan = FaultPlan(),
        script: FaultScript = FaultScript(),
        port: Int = 0,
        proxyPort: Int = 0,
        repositoryPort: Int = 0,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Double = { time },
        _ body: (RunningSite) async throws -> Void
    ) async throws {
        let certificates = try SimulatorCertificates(servers: site.serverCount, now: Date().timeIntervalSince1970)
        let (listening, continuation) = AsyncStream<SiteAddresses>.makeStream()
        let (stopped, stop) = AsyncStream<Never>.makeStream()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let service = SimulatorService(
            site: site,
            certificates: certificates,
            port: port,
            proxyPort: proxyPort,
            repositoryPort: repositoryPort,
            faults: faults,
            script: script,
            clock: clock,
            now: now,
            logger: logger,
            onListening: { continuation.yield($0) }
        )
        let group = ServiceGroup(configuration: .init(services: [service], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer {
                    continuation.finish()
                    stop.finish()
                }
                try await group.run()
            }
            guard let addresses = await listening.first(where: { _ in true }) else {
                try await tasks.waitForAll()
                throw CancellationError()
            }
            try await body(
                RunningSite(
                    service: service,
                    certificates: certificates,
                    addresses: addresses,
                    group: group,
                    stopped: stopped
                )
            )
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Stops the site and waits until nothing of it runs any more.
    func stop() async {
        await group.triggerGracefulShutdown()
        for await _ in stopped {}
    }

    /// Where an interface of a server listens.
    func address(_ interface: SenseInterface, server: Int = 1) -> ListenAddress {
        switch interface {
        case .engine: addresses.engines[server - 1]
        case .proxy: addresses.proxies[server - 1]
        case .repository: addresses.repository
        }
    }

    /// Asks an interface as the monitor would.
    func ask(
        _ interface: SenseInterface,
        server: Int = 1,
        followsRedirects: Bool = true,
        timeout: TimeAmount = .seconds(30),
        beforeBody: () async -> Void = {}
    ) async throws -> Answer {
        let key = "abcdefghij987654"
        let (path, headers): (String, [String: String]) =
            switch interface {
            case .engine: ("/engine/healthcheck", [:])
            case .proxy: ("/qps/session?Xrfkey=\(key)", ["X-Qlik-Xrfkey": key])
            case .repository:
                (
                    "/qrs/app?xrfkey=\(key)",
                    ["X-Qlik-Xrfkey": key, "X-Qlik-User": "UserDirectory=Internal; UserId=sa_repository"]
                )
            }
        return try await get(
            path,
            of: interface,
            server: server,
            headers: headers,
            followsRedirects: followsRedirects,
            timeout: timeout,
            beforeBody: beforeBody
        )
    }

    /// Gets a path of a server, with a client of its own that verifies the server.
    ///
    /// - Parameter beforeBody: what happens after the head has arrived and before the client reads any further.
    func get(
        _ path: String = "/engine/healthcheck",
        of interface: SenseInterface = .engine,
        server: Int = 1,
        method: HTTPMethod = .GET,
        headers: [String: String] = [:],
        passphrase: String? = nil,
        showsCertificate: Bool = true,
        followsRedirects: Bool = true,
        timeout: TimeAmount = .seconds(30),
        beforeBody: () async -> Void = {}
    ) async throws -> Answer {
        let tls = try tls(passphrase: passphrase, showsCertificate: showsCertificate)
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.connectionPool.retryConnectionEstablishment = false
        if !followsRedirects { configuration.redirectConfiguration = .disallow }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            var request = HTTPClientRequest(url: "https://\(address(interface, server: server).authority)\(path)")
            request.method = method
            for (name, value) in headers { request.headers.add(name: name, value: value) }
            let response = try await client.execute(request, timeout: timeout)
            await beforeBody()
            let body = try await response.body.collect(upTo: 32 << 20)
            try await client.shutdown()
            return Answer(status: response.status, headers: response.headers, body: Array(body.readableBytesView))
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func tls(passphrase: String?, showsCertificate: Bool) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(certificates.rootPEM.utf8)))
        guard showsCertificate else { return tls }
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificates.clientCertificatePEM.utf8))
        tls.certificateChain = chain.map { .certificate($0) }
        let key = try certificates.clientKeyPEM(passphrase: passphrase)
        tls.privateKey = .privateKey(
            try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem) { $0(Array((passphrase ?? "").utf8)) }
        )
        return tls
    }
}
