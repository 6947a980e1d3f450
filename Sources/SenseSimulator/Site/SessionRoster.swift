// SPDX-License-Identifier: MIT

import SeededNumbers

/// Who has the sessions of one server, and through which of its virtual proxies they come.
///
/// Promises: every session of the engine belongs to exactly one virtual proxy, the first of which has about half of
/// them. A session lasts for 20 to 60 minutes; then its place goes to another user.
struct SessionRoster: Sendable {
    private let proxies: [VirtualProxy]
    private let seed: UInt64
    private let index: Int

    /// Sets up the sessions of one server.
    ///
    /// - Parameter index: the server's number.
    init(proxies: [VirtualProxy], seed: UInt64, index: Int) {
        self.proxies = proxies
        self.seed = seed
        self.index = index
    }

    /// The sessions that come through a virtual proxy at a moment, or `nil` if the site has no such virtual proxy.
    ///
    /// - Parameter total: how many sessions the engine has.
    func sessions(of proxy: VirtualProxy, total: Int, at moment: Moment) -> [ProxySession]? {
        guard let position = proxies.firstIndex(of: proxy) else { return nil }
        let key = proxy.name.utf8.reduce(0) { ($0 &* 31) &+ Int($1) }
        return (0..<total).filter { owner(ofPlace: $0) == position }.map { place in
            let lifetime = (moment.milliseconds / 60_000 + place * 7) / (20 + place * 13 % 41)
            var random = SplitMix64(seed: seed, Draw.session.rawValue, index, key, place, lifetime)
            let user = SiteUser(&random)
            return ProxySession(userDirectory: user.directory, userID: user.id, sessionID: random.guid())
        }
    }

    private func owner(ofPlace place: Int) -> Int {
        var random = SplitMix64(seed: seed, Draw.sessionPlace.rawValue, index, place)
        guard proxies.count > 1, random.fraction() >= 0.5 else { return 0 }
        return random.number(in: 1...proxies.count - 1)
    }
}
