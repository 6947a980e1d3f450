// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire
import Testing

@testable import TelemetryFleet

@Suite struct FleetTruthTests {
    private static let period = UTCDay(number: 20_000)...UTCDay(number: 20_395)
    private static let features = TelemetryService.butlerSOS.features.map(\.name)

    private func fleet(
        _ installations: Int = 6_000, habits: FleetHabits = .usual, period: ClosedRange<UTCDay> = period
    ) -> SyntheticFleet { SyntheticFleet(installations: installations, period: period, seed: 9, habits: habits) }

    /// True if a count is what chance makes of a likelihood, but for one case in ten thousand.
    private func agrees(_ share: Double?, with likelihood: Double?, of n: Int) throws -> Bool {
        let (share, likelihood) = (try #require(share), try #require(likelihood))
        return abs(share - likelihood) < 3.9 * (likelihood * (1 - likelihood) / Double(n)).squareRoot() + 1e-9
    }

    @Test(arguments: [20_000, 20_100, 20_210, 20_300, 20_395])
    func `features are on as often as their curves say, whatever happened before`(day: Int) throws {
        let fleet = fleet()
        let (truth, census) = (FleetTruth(fleet), FleetCensus(fleet, on: UTCDay(number: day)))
        #expect(census.all.installations > 3_000)
        for feature in Self.features {
            let expected = truth.adoption(of: feature, on: census.day)
            let share = census.all.share(ofFeature: feature)
            #expect(try agrees(share, with: expected, of: census.all.installations), "\(feature)")
        }
    }

    @Test func `silence that goes with a feature hides it from those who listen`() throws {
        var habits = FleetHabits.usual
        habits.optOut = .init(share: 0.1, with: "logdb", 0.8)
        habits.features["logdb"] = FeatureCustom(.flat(0.4))
        let fleet = fleet(habits: habits)
        let (truth, census) = (FleetTruth(fleet), FleetCensus(fleet, on: Self.period.upperBound))
        let day = census.day
        let silent = truth.silentShare(on: day)
        #expect(abs(silent - (0.4 * 0.8 + 0.6 * 0.1)) < 1e-12)
        #expect(try agrees(census.silentShare, with: silent, of: census.all.installations))
        for feature in ["logdb", "mqtt", "appNames"] {
            let expected = truth.adoptionAmongHeard(of: feature, on: day)
            let share = census.heard.share(ofFeature: feature)
            #expect(try agrees(share, with: expected, of: census.heard.installations), "\(feature)")
        }
        let (all, heard) = (census.all.share(ofFeature: "logdb") ?? 0, census.heard.share(ofFeature: "logdb") ?? 0)
        #expect(heard < all - 0.2)
        #expect(truth.adoptionAmongHeard(of: "nothing", on: day) == nil)
    }

    @Test func `does not claim to know who still has both of two companions`() {
        var habits = FleetHabits.usual
        habits.optOut = .init(share: 0.1, with: "influxdb", 0.8)
        let truth = FleetTruth(fleet(1, habits: habits))
        #expect(truth.adoptionAmongHeard(of: "prometheus", on: Self.period.upperBound) == nil)
        #expect(truth.adoptionAmongHeard(of: "mqtt", on: Self.period.upperBound) != nil)
    }

    @Test(arguments: [20_050, 20_395])
    func `runtimes have the shares of their ladder`(day: Int) throws {
        var habits = FleetHabits.usual
        habits.unsigned = 1
        let fleet = fleet(3_000, habits: habits)
        let (truth, census) = (FleetTruth(fleet), FleetCensus(fleet, on: UTCDay(number: day)))
        var sum = 0.0
        for runtime in ["Node.js 16", "Node.js 18", "Node.js 20", "Node.js 22", "Node.js 24"] {
            let expected = truth.share(ofRuntime: runtime, on: census.day)
            let share = census.all.share(ofRuntime: runtime)
            #expect(try agrees(share, with: expected, of: census.all.installations), "\(runtime)")
            sum += expected ?? 0
        }
        #expect(abs(sum - 1) < 1e-12)
        #expect(truth.share(ofRuntime: "Node.js 17", on: census.day) == nil)
    }

    @Test func `who is heard is who reports`() {
        var habits = FleetHabits.usual
        habits.optOut = .init(share: 0.1, with: "logdb", 0.8)
        let fleet = fleet(1_500, habits: habits)
        for number in [20_000, 20_111, 20_333] {
            let day = UTCDay(number: number)
            let census = FleetCensus(fleet, on: day)
            let counted = fleet.filter {
                $0.life.lifetime.kind != .spoofed
                    && $0.life.lifetime.days.lowerBound != $0.life.lifetime.days.upperBound
            }
            // A silence of a few days leaves no gap in the history.
            let reporting = counted.count { $0.report(on: day) != nil }
            #expect((census.heard.installations...census.heard.installations + 5).contains(reporting))
            for installation in counted {
                guard let report = installation.report(on: day), let life = installation.life.condition(on: day),
                    life.isHeard(fleet.world)
                else { continue }
                #expect(FleetState(report) == life.state(fleet.world))
            }
        }
    }

    @Test func `counts nobody outside of the period, and nobody who was made up`() {
        #expect(FleetCensus(fleet(50), on: UTCDay(number: 19_999)).all.installations == 0)
        var habits = FleetHabits.undisturbed
        habits.spoofed = 1
        let spoofed = fleet(200, habits: habits)
        let day = spoofed[0].spans[0].first
        #expect(FleetCensus(spoofed, on: day).all.installations == 0)
        #expect(FleetCensus(spoofed, on: day).silentShare == nil)
    }
}
