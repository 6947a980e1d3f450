// SPDX-License-Identifier: MIT

import SeededNumbers

/// The apps of a site: places that one app after the other takes for a while.
///
/// Promises: the same apps at the same moment for all who ask. Every eighth place changes hands within hours, the
/// others within days or weeks. Between two apps a place is empty for a while, and an app is renamed twice in its life.
struct AppCatalog: Sendable {
    /// How many apps there are at most; at a moment, some places are empty.
    let places: Int

    private let seed: UInt64

    /// Draws the site's apps.
    ///
    /// - Parameter places: how many apps; with `nil`, a number from 24 to 48 that the seed decides.
    init(seed: UInt64, places: Int?) {
        var random = SplitMix64(seed: seed, Draw.apps.rawValue)
        let drawn = random.number(in: 24...48)
        self.places = max(0, places ?? drawn)
        self.seed = seed
    }

    /// All apps at a moment.
    func apps(at moment: Moment) -> [SenseApp] {
        (0..<places).compactMap { app(inPlace: $0, at: moment) }
    }

    /// The app that has a place at a moment, if one has.
    func app(inPlace place: Int, at moment: Moment) -> SenseApp? {
        guard let life = life(inPlace: place, at: moment) else { return nil }
        var random = identity(inPlace: place, generation: life.generation)
        return SenseApp(
            id: random.guid(),
            name: AppName.text(inPlace: place, revision: life.revision, &random),
            stream: place % 8 == 7 ? nil : AppName.stream(&random)
        )
    }

    /// The id of the app that has a place at a moment, if one has.
    func id(inPlace place: Int, at moment: Moment) -> String? {
        guard let life = life(inPlace: place, at: moment) else { return nil }
        var random = identity(inPlace: place, generation: life.generation)
        return random.guid()
    }

    private func identity(inPlace place: Int, generation: Int) -> SplitMix64 {
        SplitMix64(seed: seed, Draw.appIdentity.rawValue, place, generation)
    }

    private func life(inPlace place: Int, at moment: Moment) -> (generation: Int, revision: Int)? {
        var random = SplitMix64(seed: seed, Draw.appLife.rawValue, place)
        let minutes = place % 8 == 5 ? random.number(in: 60...360) : random.number(in: 5 * 1440...60 * 1440)
        let offset = random.number(in: 0...minutes)
        let (generation, age) = (moment.milliseconds / 60_000 + offset).quotientAndRemainder(dividingBy: minutes)
        guard age < minutes - minutes / 20 else { return nil }
        return (generation, age * 3 / minutes)
    }
}
