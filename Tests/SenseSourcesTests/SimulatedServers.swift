// SPDX-License-Identifier: MIT

import Foundation
import HTTPListener
import Logging
import Monitoring
import MonitoringTestKit
import SenseSimulator
import SenseSources
import ServiceLifecycle

/// A simulated site that listens, described as a configuration would describe it.
struct SimulatedServers {
    /// The time that the site believes it to be.
    static let time = 1_772_446_200

    let site: SimulatedSite
    let service: SimulatorService
    /// Named `server1`, `server2` and so on.
    let servers: [MonitoredServer]
    /// `HOST:PORT` of the repository service.
    let repository: String
    let files: ClientCertificateFiles
    let directory: TemporaryDirectory

    /// Runs a site on free ports while the body runs, then shuts it down gracefully.
    static func run(
        _ count: Int, virtualProxies: [String] = ["/"], faults: FaultPlan = FaultPlan(), passphrase: String? = nil,
        verifiesServers: Bool = true,
        _ body: (SimulatedServers) async throws -> Void
    ) async throws {
        let directory = try TemporaryDirectory()
        let site = SimulatedSite(
            seed: 7, servers: count,
            virtualProxies: try VirtualProxyList(parsing: virtualProxies.joined(separator: ",")))
        let certificates = try SimulatorCertificates(servers: count, now: Date().timeIntervalSince1970)
        let written = try certificates.write(to: OutputDirectory(creating: directory.path), passphrase: passphrase)
        let (listening, continuation) = AsyncStream<SiteAddresses>.makeStream()
        let silent = Logger(label: "site") { _ in SwiftLogNoOpLogHandler() }
        let service = SimulatorService(
            site: site, certificates: certificates, port: 0, faults: faults, now: { Double(time) }, logger: silent,
            onListening: { continuation.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [service], logger: silent))
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
                SimulatedServers(
                    site: site, service: service,
                    servers: zip(addresses.engines, addresses.proxies).enumerated().map { index, addresses in
                        MonitoredServer(
                            name: "server\(index + 1)", host: addresses.0.authority, description: "",
                            proxy: MonitoredProxy(host: addresses.1.authority, virtualProxies: virtualProxies))
                    },
                    repository: addresses.repository.authority,
                    files: ClientCertificateFiles(
                        certificate: written.clientCertificate, key: written.clientKey, authority: written.root,
                        passphrase: passphrase, verifiesServers: verifiesServers),
                    directory: directory))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// What a server's engine reports, as the decoder reads it.
    func health(ofServer index: Int) throws -> EngineHealth {
        try EngineHealthDecoder.decode(site.health(ofServer: index, at: Double(Self.time)).json)
    }
}
