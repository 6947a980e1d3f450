// SPDX-License-Identifier: MIT

import TelemetryStore
import TelemetryWire
import Testing

@testable import TelemetryFleet

@Suite struct SyntheticFleetTests {
    private static let period = UTCDay(number: 20_000)...UTCDay(number: 20_395)

    private func fleet(_ installations: Int = 2_000, seed: UInt64 = 1, habits: FleetHabits = .usual) -> SyntheticFleet {
        SyntheticFleet(installations: installations, period: Self.period, seed: seed, habits: habits)
    }

    @Test func `is the same for the same seed and another for another`() {
        let (first, second, other) = (fleet(50), fleet(50), fleet(50, seed: 2))
        #expect(first.map(\.id) == second.map(\.id))
        #expect(first.map(\.spans) == second.map(\.spans))
        #expect(first.map(\.spans) != other.map(\.spans))
        #expect(Set(first.map(\.id)).isDisjoint(with: other.map(\.id)))
    }

    @Test func `begins like a larger fleet of the same seed`() {
        #expect(fleet(20).map(\.spans) == fleet(2_000).prefix(20).map(\.spans))
    }

    @Test func `gives each installation an ID of its own`() {
        #expect(Set(fleet().map(\.id)).count == 2_000)
    }

    @Test func `has histories that a store would make of its reports`() {
        for installation in fleet(300) {
            var history = History()
            for span in installation.spans {
                for day in span.first.number...span.last.number { history.add(span.state, on: UTCDay(number: day)) }
            }
            #expect(history.spans == installation.spans, "installation \(installation.number)")
        }
    }

    @Test func `stays within the period`() {
        for installation in fleet() {
            #expect(!installation.spans.isEmpty)
            for span in installation.spans {
                #expect(span.first <= span.last)
                #expect(Self.period.contains(span.first) && Self.period.contains(span.last))
            }
        }
    }

    @Test func `changes about ten times a year`() {
        let settled = fleet().filter { $0.spans[0].first == Self.period.lowerBound && $0.spans.count > 1 }
            .filter { ($0.spans.last?.last ?? Self.period.lowerBound) == Self.period.upperBound }
        let changes = settled.reduce(0) { $0 + $1.spans.count - 1 }
        let perYear = Double(changes) / Double(settled.count) * 365.25 / 395
        #expect((8.5...11.5).contains(perYear), "\(perYear)")
    }

    @Test func `takes up a new version over weeks`() throws {
        let versions = ReleaseCalendar.swift(
            until: Self.period.upperBound, from: Self.period.lowerBound, seed: 1)
        let release = try #require(versions.releases.first { $0.day > Self.period.lowerBound })
        let index = try #require(versions.releases.firstIndex { $0.version == release.version })
        let newer = Set(versions.releases[index...].map(\.version))
        let all = Array(fleet())
        func share(after days: Int) -> Double {
            let running = all.filter(\.isSigned).compactMap { $0.report(on: release.day.advanced(by: days)) }
            return Double(running.count { newer.contains($0.serviceVersion) }) / Double(running.count)
        }
        let shares = [-1, 7, 30, 120].map(share)
        #expect(shares[0] == 0)
        #expect(shares == shares.sorted())
        #expect((0.1...0.5).contains(shares[1]), "\(shares)")
        #expect((0.4...0.8).contains(shares[2]), "\(shares)")
        #expect(shares[3] > 0.75, "\(shares)")
    }

    @Test func `loses, gains and tries out installations`() {
        let all = Array(fleet())
        let gone = all.count {
            ($0.spans.last?.last ?? Self.period.upperBound) < Self.period.upperBound.advanced(by: -60)
        }
        let joined = all.count { $0.spans[0].first > Self.period.lowerBound }
        let oneDay = all.count { $0.spans.count == 1 && $0.spans[0].first == $0.spans[0].last }
        let unsigned = all.count { !$0.isSigned }
        #expect((150...450).contains(gone), "\(gone)")
        #expect((350...750).contains(joined), "\(joined)")
        // Tried ones, made up ones, and some of the containers.
        #expect((80...160).contains(oneDay), "\(oneDay)")
        #expect((330...470).contains(unsigned), "\(unsigned)")
    }

    @Test func `is silent now and then, and comes back`() {
        let gaps = fleet().flatMap { installation in
            zip(installation.spans, installation.spans.dropFirst()).map { $1.first.number - $0.last.number }
        }.filter { $0 > SpanRule.longestGap }
        #expect(gaps.count > 500)
        #expect(gaps.allSatisfy { $0 < 200 })
    }

    @Test func `does nothing of what its habits exclude`() {
        var still = FleetHabits.undisturbed
        still.features = [:]
        for installation in fleet(200, habits: still) {
            #expect(installation.isSigned)
            #expect(installation.spans[0].first == Self.period.lowerBound)
            #expect(installation.spans.last?.last == Self.period.upperBound)
            #expect(Set(installation.spans.map(\.state.flags)).count == 1)
            #expect(Set(installation.spans.map(\.state.release)).count == 1)
        }
    }

    @Test func `lives through a period of one day`() {
        let day = UTCDay(number: 20_000)
        let fleet = SyntheticFleet(installations: 100, period: day...day, seed: 1)
        #expect(fleet.allSatisfy { $0.spans.count == 1 && $0.spans[0].first == day })
        #expect(SyntheticFleet(installations: 0, period: day...day, seed: 1).isEmpty)
    }
}
