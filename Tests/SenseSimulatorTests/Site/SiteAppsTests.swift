// SPDX-License-Identifier: MIT

import Foundation
import SenseSimulator
import Testing

@Suite struct SiteAppsTests {
    /// Monday, 2 March 2026, 10:00 UTC.
    private let time = 1_772_445_600.0
    private let day = 86_400.0

    @Test func `has a few dozen apps, or as many as it is told`() {
        for seed in 1...5 as ClosedRange<UInt64> {
            #expect((20...48).contains(SimulatedSite(seed: seed, servers: 1).apps(at: time).count))
        }
        #expect(SimulatedSite(seed: 1, servers: 1, apps: 0).apps(at: time).isEmpty)
        #expect(SimulatedSite(seed: 1, servers: 1, apps: -1).apps(at: time).isEmpty)
        #expect((900...1000).contains(SimulatedSite(seed: 1, servers: 1, apps: 1000).apps(at: time).count))
    }

    @Test func `lists the same apps for the same seed and time, however many servers there are`() {
        let apps = SimulatedSite(seed: 3, servers: 1).apps(at: time)
        #expect(SimulatedSite(seed: 3, servers: 9).apps(at: time) == apps)
        #expect(SimulatedSite(seed: 4, servers: 1).apps(at: time) != apps)
    }

    @Test(arguments: [nil, 0, 1, 5, 3000])
    func `lists every app that an engine reports`(count: Int?) {
        let site = SimulatedSite(seed: 6, servers: 3, apps: count)
        for step in 0..<20 {
            let time = time + Double(step) * 9 * 3600
            let ids = Set(site.apps(at: time).map(\.id))
            for server in 1...3 {
                let apps = site.health(ofServer: server, at: time).apps.inMemory
                #expect(ids.isSuperset(of: apps.filter { !$0.hasPrefix("SessionApp_") }))
            }
        }
    }

    @Test func `keeps no more of thousands of apps in memory than a machine could`() {
        let health = SimulatedSite(seed: 6, servers: 1, apps: 10_000).health(ofServer: 1, at: time)
        #expect(health.apps.inMemory.filter { !$0.hasPrefix("SessionApp_") }.count <= 48)
    }

    @Test func `lets apps appear, be renamed and disappear`() {
        let site = SimulatedSite(seed: 6, servers: 1)
        func names(_ time: Double) -> [String: String] {
            Dictionary(uniqueKeysWithValues: site.apps(at: time).map { ($0.id, $0.name) })
        }
        var appeared = 0
        var disappeared = 0
        var renamed = 0
        var before = names(time)
        for hour in 1...72 {
            let after = names(time + Double(hour) * 3600)
            appeared += after.keys.filter { before[$0] == nil }.count
            disappeared += before.keys.filter { after[$0] == nil }.count
            renamed += after.filter { id, name in before[id].map { $0 != name } ?? false }.count
            #expect(before.keys.filter { after[$0] != nil }.count >= before.count / 2)
            before = after
        }
        #expect(appeared > 0)
        #expect(disappeared > 0)
        #expect(renamed > 0)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `has names that need care, names that occur twice, and apps that nobody published`(seed: UInt64) {
        let site = SimulatedSite(seed: seed, servers: 1, apps: 100)
        let names = site.apps(at: time).map(\.name)
        for character in [",", "\"", "\\", "="] as [Character] {
            #expect(names.contains { $0.contains(character) })
        }
        #expect(names.contains { !$0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(Set(names).count < names.count)
        #expect(Set(site.apps(at: time).map { $0.stream == nil }) == [true, false])
    }

    @Test func `is JSON with the repository's members`() throws {
        let apps = SimulatedSite(seed: 1, servers: 1, apps: 100).apps(at: time)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(apps.json)) as? [[String: Any]])
        #expect(json.map { $0["id"] as? String } == apps.map(\.id))
        #expect(json.map { $0["name"] as? String } == apps.map(\.name))
        #expect(json.map { $0["published"] as? Bool } == apps.map { $0.stream != nil })
        #expect(json.map { ($0["stream"] as? [String: Any])?["name"] as? String } == apps.map(\.stream))
        #expect([SenseApp]().json == Array("[]".utf8))
    }

    @Test(arguments: [Double.nan, .infinity, -1, 0, 1e300])
    func `has apps at any time`(time: Double) {
        #expect(!SimulatedSite(seed: .max, servers: 1, apps: 20).apps(at: time).isEmpty)
    }
}
