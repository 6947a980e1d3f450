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
    /// The time that the site believes it to be.
    static let time = 1_772_446_200.0

    let service: SimulatorService
    let certificates: SimulatorCertificates
    let addresses: [ListenAddress]
    let group: ServiceGroup

    /// Runs a site on free ports while the body runs, then shuts it down gracefully.
    static func run(
        site: SimulatedSite = SimulatedSite(seed: 1, servers: 1),
        faults: FaultPlan = FaultPlan(),
        port: Int = 0,
        clock: any Clock<Duration> = ContinuousClock(),
        _ body: (RunningSite) async throws -> Void
    ) async throws {
        let certificates = try SimulatorCertificates(servers: site.serverCount, now: Date().timeIntervalSince1970)
        let (listening, continuation) = AsyncStream<[ListenAddress]>.makeStream()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let service = SimulatorService(
            site: site,
            certificates: certificates,
            port: port,
            faults: faults,
            clock: clock,
            now: { time },
            logger: logger,
            onListening: { continuation.yield($0) }
        )
        let group = ServiceGroup(configuration: .init(services: [service], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            guard let addresses = await listening.first(where: { _ in true }) else {
                try await tasks.waitForAll()
                throw CancellationError()
            }
            try await body(
                RunningSite(service: service, certificates: certificates, addresses: addresses, group: group)
            )
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Gets a path of a server, with a client of its own that verifies the server.
    func get(
        _ path: String = "/engine/healthcheck",
        server: Int = 1,
        method: HTTPMethod = .GET,
        passphrase: String? = nil,
        showsCertificate: Bool = true,
        timeout: TimeAmount = .seconds(30)
    ) async throws -> (status: HTTPResponseStatus, contentType: String?, body: [UInt8]) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(certificates.rootPEM.utf8)))
        if showsCertificate {
            let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificates.clientCertificatePEM.utf8))
            tls.certificateChain = chain.map { .certificate($0) }
            let key = try certificates.clientKeyPEM(passphrase: passphrase)
            tls.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem) { $0(Array((passphrase ?? "").utf8)) }
            )
        }
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            var request = HTTPClientRequest(url: "https://\(addresses[server - 1].authority)\(path)")
            request.method = method
            let response = try await client.execute(request, timeout: timeout)
            let body = try await response.body.collect(upTo: 1 << 20)
            try await client.shutdown()
            return (response.status, response.headers.first(name: "content-type"), Array(body.readableBytesView))
        } catch {
            try? await client.shutdown()
            throw error
        }
    }
}
