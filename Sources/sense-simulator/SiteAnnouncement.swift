// SPDX-License-Identifier: MIT

import HTTPListener
import Logging
import SenseSimulator
import ServiceLifecycle

/// Tells people and scripts that the site is up: in the log, in `servers.txt` and, if wanted, in a configuration file.
///
/// Promises: `servers.txt` is the last to be written, so that whoever waits for it finds the rest ready.
struct SiteAnnouncement: Service, CustomStringConvertible {
    let listening: AsyncStream<[ListenAddress]>
    let directory: OutputDirectory
    let certificates: SimulatorCertificates.Files
    let site: SiteOptions
    let monitor: MonitorOptions
    let logger: Logger

    /// The name alone, since the service group logs it and the options may hold a passphrase.
    var description: String { "SiteAnnouncement" }

    /// Waits for the servers, announces them, and stays until graceful shutdown.
    func run() async throws {
        for await addresses in listening.cancelOnGracefulShutdown() {
            try announce(addresses)
        }
    }

    private func announce(_ addresses: [ListenAddress]) throws {
        let faults = try site.faults
        for (offset, address) in addresses.enumerated() {
            let fault = faults.fault(ofServer: offset + 1)?.rawValue ?? "none"
            logger.notice(
                "server listens",
                metadata: ["server": "\(offset + 1)", "address": "\(address.authority)", "fault": "\(fault)"]
            )
        }
        if let file = monitor.config {
            let configuration = MonitorConfiguration(
                servers: addresses,
                certificates: certificates,
                passphrase: site.passphrase,
                pollingInterval: monitor.pollingInterval,
                prometheusPort: monitor.prometheusPort
            )
            let path = try configuration.write(to: file)
            logger.notice("wrote a monitor configuration", metadata: ["file": "\(path)"])
        }
        let list = try directory.write(addresses.map { $0.authority + "\n" }.joined(), to: "servers.txt")
        logger.notice("the site is up", metadata: ["servers": "\(addresses.count)", "list": "\(list)"])
    }
}
