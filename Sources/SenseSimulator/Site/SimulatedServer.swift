// SPDX-License-Identifier: MIT

import SeededNumbers

/// One engine of a site: its size and habits, drawn once from the seed, and what follows from them at a moment.
struct SimulatedServer: Sendable {
    private let version: String
    private let seats: Int
    private let megabytes: Double
    private let busyCPU: Double
    private let hitsPerThousandLookups: Int
    private let selectionsPerThousandCalls: Int
    private let bytesPerEntry: Int
    private let restartOffset: Int
    private let shelf: AppShelf
    private let calls: CallCounter
    private let loadNoise: Noise
    private let cpuNoise: Noise

    /// Draws the server with this number of the site with this seed and these apps.
    init(seed: UInt64, index: Int, catalog: AppCatalog) {
        var site = SplitMix64(seed: seed, Draw.site.rawValue)
        version = "12.\(site.number(in: 1900...2400)).\(site.number(in: 0...9))"

        var random = SplitMix64(seed: seed, Draw.server.rawValue, index)
        seats = random.number(in: 40...220)
        megabytes = Double(131_072 << random.number(in: 0...2))
        busyCPU = Double(random.number(in: 40...85))
        hitsPerThousandLookups = random.number(in: 550...850)
        selectionsPerThousandCalls = random.number(in: 20...90)
        bytesPerEntry = random.number(in: 20_000...80_000)
        let sundayNight = (6 * 24 + 2) * Moment.millisecondsPerHour
        restartOffset = random.number(in: 0...7) * Self.week + sundayNight + random.number(in: 0...7_199_999)

        shelf = AppShelf(catalog: catalog, seed: seed, index: index)
        calls = CallCounter(seed: SplitMix64.seed(seed, Draw.calls.rawValue, index), busiestHour: seats * 60)
        loadNoise = Noise(seed: SplitMix64.seed(seed, Draw.load.rawValue, index), period: 300_000)
        cpuNoise = Noise(seed: SplitMix64.seed(seed, Draw.cpu.rawValue, index), period: 20_000)
    }

    /// What the engine reports at a moment.
    func health(at moment: Moment) -> EngineHealthDocument {
        let load = load(at: moment)
        let sessions = sessions(load: load, moment)
        let apps = shelf.apps(at: moment, load: min(1, load), sessions: sessions)
        let cpu = min(100, max(0, Int(2 + busyCPU * load + 12 * load * cpuNoise.value(at: moment))))
        let started = started(before: moment)
        let calls = calls.calls(from: started, to: moment)
        return EngineHealthDocument(
            version: version,
            started: started.engineText,
            memory: memory(apps: apps.inMemory.count, sessions: sessions.total, moment),
            cpu: cpu,
            sessions: sessions,
            users: .init(active: (sessions.active * 9 + 9) / 10, total: (sessions.total * 9 + 9) / 10),
            apps: .init(
                active: apps.active,
                loaded: apps.loaded,
                inMemory: apps.inMemory,
                calls: calls,
                selections: calls * selectionsPerThousandCalls / 1000
            ),
            cache: cache(calls: calls),
            isSaturated: cpu >= 95
        )
    }

    /// How many sessions the engine has at a moment.
    func sessionCount(at moment: Moment) -> Int {
        sessions(load: load(at: moment), moment).total
    }

    private func load(at moment: Moment) -> Double {
        DayCurve.load(at: moment) * (1 + 0.15 * loadNoise.value(at: moment))
    }

    private func sessions(load: Double, _ moment: Moment) -> EngineHealthDocument.Population {
        let total = Int((Double(seats) * load).rounded())
        let activeShare = 0.4 + 0.2 * cpuNoise.value(at: moment)
        return .init(active: min(total, Int((Double(total) * activeShare).rounded())), total: total)
    }

    /// Multiples of 1/256 MB, which a decimal number shows exactly.
    private func memory(apps: Int, sessions: Int, _ moment: Moment) -> EngineHealthDocument.Memory {
        let unrest = 1 + 0.03 * loadNoise.value(at: moment)
        let allocated = min(
            megabytes * 0.9,
            (megabytes * 0.04 + Double(apps) * megabytes * 0.012 + Double(sessions) * 25) * unrest
        )
        func rounded(_ number: Double) -> Double { (number * 256).rounded() / 256 }
        return .init(
            committed: rounded(allocated * 0.86),
            allocated: rounded(allocated),
            free: rounded(megabytes - allocated)
        )
    }

    private func cache(calls: Int) -> EngineHealthDocument.Cache {
        let lookups = calls * 3
        let hits = lookups * hitsPerThousandLookups / 1000
        let added = lookups - hits
        return .init(
            hits: hits,
            lookups: lookups,
            added: added,
            replaced: added / 400,
            bytesAdded: added * bytesPerEntry
        )
    }

    private func started(before moment: Moment) -> Moment {
        let sinceRestart = (moment.sinceFirstMonday - restartOffset) % Self.restartInterval
        return Moment(
            milliseconds: moment.milliseconds - (sinceRestart + (sinceRestart < 0 ? Self.restartInterval : 0))
        )
    }

    private static let week = Moment.hoursPerWeek * Moment.millisecondsPerHour
    private static let restartInterval = 8 * week
}
