// SPDX-License-Identifier: MIT

/// A Qlik Sense site that exists only as arithmetic: what each of its engines would answer to a health check.
///
/// Promises: the answer depends on the seed, the server's number and the time, and on nothing else. Load follows the
/// working day in UTC. Counters only grow from an engine's start on; each engine restarts every eight weeks, in a
/// Sunday night of its own.
package struct SimulatedSite: Sendable {
    /// How many servers the site has; they are numbered from 1.
    package let serverCount: Int

    private let seed: UInt64
    private let servers: [SimulatedServer]

    /// Draws a site.
    ///
    /// - Parameter servers: how many servers; less than one is taken as one.
    package init(seed: UInt64, servers: Int) {
        self.seed = seed
        self.serverCount = max(1, servers)
        self.servers = (1...serverCount).map { SimulatedServer(seed: seed, index: $0) }
    }

    /// What a server's engine reports at a time.
    ///
    /// A number beyond the site's servers describes the server that a larger site would have there. Times outside the
    /// years 1970 to 9999 are taken as the nearest one inside.
    package func health(ofServer index: Int, at secondsSinceEpoch: Double) -> EngineHealthDocument {
        let server = (1...serverCount).contains(index) ? servers[index - 1] : SimulatedServer(seed: seed, index: index)
        return server.health(at: Moment(secondsSinceEpoch: secondsSinceEpoch))
    }
}
