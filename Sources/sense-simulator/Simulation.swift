// SPDX-License-Identifier: MIT

import LogOutput
import Logging
import SenseSimulator
import ServiceLifecycle

/// Puts the site together: certificates, servers, and the announcement that they are up.
struct Simulation {
    let site: SiteOptions
    let output: OutputOptions
    let ports: PortOptions
    let faults: FaultOptions
    let monitor: MonitorOptions

    /// Makes the certificates and their files, and returns what has to run.
    func services(logger: Logger) throws -> [ServiceGroupConfiguration.ServiceConfiguration] {
        let plan = try faults.plan(serverCount: site.servers)
        let script = try faults.script(serverCount: site.servers)
        let virtualProxies = try site.virtualProxies
        let certificates = try SimulatorCertificates(servers: site.servers, now: Self.now())
        let directory = try OutputDirectory(creating: output.out)
        for file in SiteAnnouncement.files { try directory.remove(file) }
        let files = try certificates.write(to: directory, passphrase: output.passphrase)
        logger.notice(
            "made the site's certificates",
            metadata: ["client": "\(files.clientCertificate)", "key": "\(files.clientKey)", "root": "\(files.root)"]
        )

        let (listening, listened) = AsyncStream<SiteAddresses>.makeStream()
        let simulator = SimulatorService(
            site: try site.site,
            certificates: certificates,
            port: ports.port,
            proxyPort: ports.proxies,
            repositoryPort: ports.repository,
            faults: plan,
            script: script,
            now: Self.now,
            logger: logger,
            onListening: { listened.yield($0) }
        )
        let announcement = SiteAnnouncement(
            listening: listening,
            directory: directory,
            certificates: files,
            passphrase: output.passphrase,
            virtualProxies: virtualProxies,
            faults: plan,
            monitor: monitor,
            logger: logger
        )
        return [
            .init(service: announcement, failureTerminationBehavior: .gracefullyShutdownGroup),
            .init(service: simulator, failureTerminationBehavior: .gracefullyShutdownGroup),
        ]
    }

    /// Seconds since 1970.
    static let now: @Sendable () -> Double = {
        let time = LogTime.system()
        return Double(time.seconds) + Double(time.milliseconds) / 1000
    }
}
