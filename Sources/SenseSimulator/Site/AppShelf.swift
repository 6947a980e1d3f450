// SPDX-License-Identifier: MIT

import SeededNumbers

/// Which apps of a site an engine has in memory at a moment.
struct AppShelf: Sendable {
    /// How many apps an engine keeps at most, session apps aside.
    private static let capacity = 48

    private let catalog: AppCatalog
    private let seed: UInt64
    private let index: Int

    /// Sets up the shelf of one engine.
    ///
    /// - Parameters:
    ///   - catalog: the apps that all servers of the site share.
    ///   - index: the server whose memory it is.
    init(catalog: AppCatalog, seed: UInt64, index: Int) {
        self.catalog = catalog
        self.seed = seed
        self.index = index
    }

    /// Lists of which each is part of the one before it: in memory, loaded, active.
    ///
    /// - Parameters:
    ///   - load: how full the shelf is, 0 to 1.
    ///   - sessions: the engine's sessions, some of which have a session app.
    func apps(
        at moment: Moment,
        load: Double,
        sessions: EngineHealthDocument.Population
    ) -> (inMemory: [String], loaded: [String], active: [String]) {
        let room = min(Self.capacity, catalog.places)
        let byPopularity = popular(min(room, 2 + Int(load * Double(room - 2))), at: moment)
        let inMemory = byPopularity.count
        let loaded = min(inMemory, sessions.total == 0 ? 0 : 1 + inMemory / 2)
        let active = min(loaded, sessions.active)
        let sessionAppsInMemory = sessions.total / 8
        let sessionAppsLoaded = min(sessionAppsInMemory, sessions.total / 12)
        let sessionAppsActive = min(sessionAppsLoaded, sessions.active / 12)

        let sessionApps = (0..<sessionAppsInMemory).map { sessionApp($0, at: moment) }
        return (
            byPopularity + sessionApps,
            Array(byPopularity.prefix(loaded)) + sessionApps.prefix(sessionAppsLoaded),
            Array(byPopularity.prefix(active)) + sessionApps.prefix(sessionAppsActive)
        )
    }

    /// So many of the engine's most popular apps of the day, or all there are.
    private func popular(_ count: Int, at moment: Moment) -> [String] {
        var random = SplitMix64(seed: seed, Draw.appOrder.rawValue, index, moment.day)
        var ids: [String] = []
        for place in random.shuffled(Array(0..<catalog.places)) where ids.count < count {
            if let id = catalog.id(inPlace: place, at: moment) { ids.append(id) }
        }
        return ids
    }

    /// A session app lives for 45 minutes; the next one in its place starts at a time of its own.
    private func sessionApp(_ place: Int, at moment: Moment) -> String {
        let lifetime = (moment.milliseconds / 60_000 + place * 7) / 45
        var random = SplitMix64(seed: seed, Draw.sessionApp.rawValue, index, place, lifetime)
        return "SessionApp_" + random.guid()
    }
}
