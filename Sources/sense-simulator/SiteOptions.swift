// SPDX-License-Identifier: MIT

import ArgumentParser
import SenseSimulator

/// What the site is like.
struct SiteOptions: ParsableArguments {
    @Option(help: "Number of servers, 1 to 200.")
    var servers = 2

    @Option(help: "The same seed gives the same load at the same time.")
    var seed: UInt64 = 1

    @Option(help: "Number of apps, 0 to 10000. (default: a few dozen, by the seed)")
    var apps: Int?

    @Option(
        name: .customLong("virtual-proxies"),
        help: ArgumentHelp(
            "Virtual proxies of every server, separated by commas: /,/hdr for instance.", valueName: "list")
    )
    var virtualProxyNames = "/"

    /// The virtual proxies of every server.
    var virtualProxies: VirtualProxyList {
        get throws(VirtualProxyList.Failure) { try VirtualProxyList(parsing: virtualProxyNames) }
    }

    /// The site.
    var site: SimulatedSite {
        get throws(VirtualProxyList.Failure) {
            SimulatedSite(seed: seed, servers: servers, apps: apps, virtualProxies: try virtualProxies)
        }
    }

    /// Refuses values that make no site, in a sentence that names the option.
    func validate() throws {
        guard (1...200).contains(servers) else { throw ValidationError("--servers \(servers): allowed are 1 to 200") }
        if let apps, !(0...10_000).contains(apps) {
            throw ValidationError("--apps \(apps): allowed are 0 to 10000")
        }
        do {
            _ = try virtualProxies
        } catch {
            throw ValidationError("--virtual-proxies \(virtualProxyNames): \(error)")
        }
    }
}
