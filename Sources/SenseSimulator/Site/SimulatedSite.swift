// SPDX-License-Identifier: MIT

/// A Qlik Sense site that exists only as arithmetic: what its engines, proxies and repository would answer.
///
/// Promises: the answers depend on the seed, the server's number and the time, and on nothing else. Load follows the
/// working day in UTC. Counters only grow from an engine's start on; each engine restarts every eight weeks, in a
/// Sunday night of its own. The app ids that engines report are those of the repository at the same time, and the
/// sessions of all virtual proxies of a server are as many as its engine has.
///
/// Times outside the years 1970 to 9999 are taken as the nearest one inside. A number beyond the site's servers
/// describes the server that a larger site would have there.
package struct SimulatedSite: Sendable {
    /// How many servers the site has; they are numbered from 1.
    package let serverCount: Int
    /// The virtual proxies that every server has.
    package let virtualProxies: [VirtualProxy]

    /// What everything is drawn from.
    let seed: UInt64

    private let catalog: AppCatalog
    private let servers: [SimulatedServer]

    /// Draws a site.
    ///
    /// - Parameters:
    ///   - servers: how many servers; less than one is taken as one.
    ///   - apps: about how many apps; with `nil`, a few dozen.
    package init(
        seed: UInt64,
        servers: Int,
        apps: Int? = nil,
        virtualProxies: VirtualProxyList = VirtualProxyList()
    ) {
        let catalog = AppCatalog(seed: seed, places: apps)
        self.seed = seed
        self.serverCount = max(1, servers)
        self.virtualProxies = virtualProxies.proxies
        self.catalog = catalog
        self.servers = (1...serverCount).map { SimulatedServer(seed: seed, index: $0, catalog: catalog) }
    }

    /// What a server's engine reports at a time.
    package func health(ofServer index: Int, at secondsSinceEpoch: Double) -> EngineHealthDocument {
        server(index).health(at: Moment(secondsSinceEpoch: secondsSinceEpoch))
    }

    /// The sessions that a server's proxy lists for a virtual proxy at a time, or `nil` if the site has no such virtual
    /// proxy.
    package func sessions(
        ofServer index: Int,
        virtualProxy: VirtualProxy = .root,
        at secondsSinceEpoch: Double
    ) -> [ProxySession]? {
        let moment = Moment(secondsSinceEpoch: secondsSinceEpoch)
        return SessionRoster(proxies: virtualProxies, seed: seed, index: index)
            .sessions(of: virtualProxy, total: server(index).sessionCount(at: moment), at: moment)
    }

    /// The apps that the repository lists at a time.
    package func apps(at secondsSinceEpoch: Double) -> [SenseApp] {
        catalog.apps(at: Moment(secondsSinceEpoch: secondsSinceEpoch))
    }

    private func server(_ index: Int) -> SimulatedServer {
        (1...serverCount).contains(index)
            ? servers[index - 1] : SimulatedServer(seed: seed, index: index, catalog: catalog)
    }
}
