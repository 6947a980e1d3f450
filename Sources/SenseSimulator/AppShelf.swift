// SPDX-License-Identifier: MIT

/// The apps of a site, and which of them an engine has in memory at a moment.
struct AppShelf: Sendable {
    /// The ids of the published apps, which all servers of a site share.
    let published: [String]

    private let seed: UInt64
    private let index: Int

    /// Draws the site's apps.
    ///
    /// - Parameter index: the server whose memory it is.
    init(seed: UInt64, index: Int) {
        var random = SplitMix64(seed: seed, Draw.apps.rawValue)
        self.published = (0..<random.number(in: 24...48)).map { _ in random.guid() }
        self.seed = seed
        self.index = index
    }

    /// Lists of which each is part of the one before it: in memory, loaded, active.
    ///
    /// - Parameters:
    ///   - load: the share of the published apps that is in memory, 0 to 1.
    ///   - sessions: the engine's sessions, some of which have a session app.
    func apps(
        at moment: Moment,
        load: Double,
        sessions: EngineHealthDocument.Population
    ) -> (inMemory: [String], loaded: [String], active: [String]) {
        let inMemory = min(published.count, 2 + Int(load * Double(published.count - 2)))
        let loaded = min(inMemory, sessions.total == 0 ? 0 : 1 + inMemory / 2)
        let active = min(loaded, sessions.active)
        let sessionAppsInMemory = sessions.total / 8
        let sessionAppsLoaded = min(sessionAppsInMemory, sessions.total / 12)
        let sessionAppsActive = min(sessionAppsLoaded, sessions.active / 12)

        var random = SplitMix64(seed: seed, Draw.appOrder.rawValue, index, moment.day)
        let byPopularity = random.shuffled(published)
        let sessionApps = (0..<sessionAppsInMemory).map { sessionApp($0, at: moment) }
        return (
            Array(byPopularity.prefix(inMemory)) + sessionApps,
            Array(byPopularity.prefix(loaded)) + sessionApps.prefix(sessionAppsLoaded),
            Array(byPopularity.prefix(active)) + sessionApps.prefix(sessionAppsActive)
        )
    }

    /// A session app lives for 45 minutes; the next one in its place starts at a time of its own.
    private func sessionApp(_ place: Int, at moment: Moment) -> String {
        let lifetime = (moment.milliseconds / 60_000 + place * 7) / 45
        var random = SplitMix64(seed: seed, Draw.sessionApp.rawValue, index, place, lifetime)
        return "SessionApp_" + random.guid()
    }
}
