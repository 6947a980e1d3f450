// SPDX-License-Identifier: MIT

import HTTPListener
import Logging
import SenseSimulator
import ServiceLifecycle

/// Tells people and scripts that the site is up: in the log, in files and, if wanted, in a configuration file.
///
/// Promises: `servers.txt` is the last to be written, so that whoever waits for it finds the rest ready.
struct SiteAnnouncement: Service, CustomStringConvertible {
    /// The files that tell where the site listens.
    static let files = ["servers.txt", "proxies.txt", "repository.txt"]

    let listening: AsyncStream<SiteAddresses>
    let directory: OutputDirectory
    let certificates: SimulatorCertificates.Files
    let passphrase: String?
    let virtualProxies: VirtualProxyList
    let faults: FaultPlan
    let monitor: MonitorOptions
    let logger: Logger

    /// The name alone, since the service group logs it and there may be a passphrase.
    var description: String { "SiteAnnouncement" }

    /// Waits for the servers, announces them, and stays until graceful shutdown.
    func run() async throws {
        for await addresses in listening.cancelOnGracefulShutdown() {
            try announce(addresses)
        }
    }

    private func announce(_ addresses: SiteAddresses) throws {
        for (offset, (engine, proxy)) in zip(addresses.engines, addresses.proxies).enumerated() {
            log(.engine, of: offset + 1, at: engine)
            log(.proxy, of: offset + 1, at: proxy)
        }
        log(.repository, of: 1, at: addresses.repository)
        if let file = monitor.config {
            let configuration = MonitorConfiguration(
                addresses: addresses,
                virtualProxies: virtualProxies.proxies,
                certificates: certificates,
                passphrase: passphrase,
                pollingInterval: monitor.pollingInterval,
                prometheusPort: monitor.prometheusPort,
                influxDB: monitor.influxDB
            )
            let path = try configuration.write(to: file)
            logger.notice("wrote a monitor configuration", metadata: ["file": "\(path)"])
        }
        try write([addresses.repository], to: "repository.txt")
        try write(addresses.proxies, to: "proxies.txt")
        let list = try write(addresses.engines, to: "servers.txt")
        logger.notice("the site is up", metadata: ["servers": "\(addresses.engines.count)", "list": "\(list)"])
    }

    private func log(_ interface: SenseInterface, of server: Int, at address: ListenAddress) {
        logger.notice(
            "interface listens",
            metadata: [
                "server": "\(server)", "interface": "\(interface.rawValue)", "address": "\(address.authority)",
                "fault": "\(faults.fault(ofServer: server, interface)?.rawValue ?? "none")",
            ]
        )
    }

    @discardableResult
    private func write(_ addresses: [ListenAddress], to file: String) throws(OutputFailure) -> String {
        try directory.write(addresses.map { $0.authority + "\n" }.joined(), to: file)
    }
}
