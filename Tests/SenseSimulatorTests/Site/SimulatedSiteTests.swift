// SPDX-License-Identifier: MIT

import Testing

@testable import SenseSimulator

@Suite struct SimulatedSiteTests {
    /// Monday, 2 March 2026, 00:00 UTC.
    private let monday = 1_772_409_600.0
    private let hour = 3600.0
    private let day = 86_400.0

    @Test func `says the same for the same seed, server and time`() {
        let first = SimulatedSite(seed: 42, servers: 3)
        let second = SimulatedSite(seed: 42, servers: 5)
        for server in 1...5 {
            let time = monday + 10.4 * hour
            #expect(first.health(ofServer: server, at: time) == second.health(ofServer: server, at: time))
        }
    }

    @Test func `says something else for another seed, server or time`() {
        let site = SimulatedSite(seed: 42, servers: 2)
        let document = site.health(ofServer: 1, at: monday + 10 * hour)
        #expect(document != site.health(ofServer: 2, at: monday + 10 * hour))
        #expect(document != site.health(ofServer: 1, at: monday + 10 * hour + 1))
        #expect(document != SimulatedSite(seed: 43, servers: 2).health(ofServer: 1, at: monday + 10 * hour))
    }

    @Test(arguments: [1, 2, 3])
    func `lets counters only grow until the engine restarts`(server: Int) {
        let site = SimulatedSite(seed: 5, servers: 3)
        var before = site.health(ofServer: server, at: monday)
        var restarts = 0
        for step in 1...6000 {
            let after = site.health(ofServer: server, at: monday + Double(step) * 900)
            if after.started == before.started {
                #expect(Self.counters(before).elementsEqual(Self.counters(after)) { $0 <= $1 })
            } else {
                restarts += 1
            }
            before = after
        }
        #expect(restarts <= 2)
    }

    @Test func `lets counters only grow from one millisecond to the next where the hour and the week change`() {
        let site = SimulatedSite(seed: 5, servers: 1)
        for boundary in stride(from: monday - 3 * hour, through: monday + 3 * hour, by: hour) {
            for millisecond in -3...3 {
                let before = site.health(ofServer: 1, at: boundary + Double(millisecond) / 1000)
                let after = site.health(ofServer: 1, at: boundary + Double(millisecond + 1) / 1000)
                #expect(Self.counters(before).elementsEqual(Self.counters(after)) { $0 <= $1 })
            }
        }
    }

    @Test func `keeps active apps among the loaded, and loaded apps among those in memory`() {
        let site = SimulatedSite(seed: 9, servers: 4)
        var sawSessionApps = false
        for step in 0..<(7 * 24 * 2) {
            for server in 1...4 {
                let apps = site.health(ofServer: server, at: monday + Double(step) * 1800).apps
                #expect(Set(apps.active).isSubset(of: apps.loaded))
                #expect(Set(apps.loaded).isSubset(of: apps.inMemory))
                #expect(Set(apps.inMemory).count == apps.inMemory.count)
                sawSessionApps = sawSessionApps || apps.active.contains { $0.hasPrefix("SessionApp_") }
            }
        }
        #expect(sawSessionApps)
    }

    @Test func `shares its published apps among the servers`() {
        let site = SimulatedSite(seed: 9, servers: 2)
        let lists = [1, 2].map { server in
            Set(
                (0..<5).flatMap {
                    site.health(ofServer: server, at: monday + Double($0) * day + 10 * hour).apps.inMemory
                }
            )
            .filter { !$0.hasPrefix("SessionApp_") }
        }
        #expect(!lists[0].isDisjoint(with: lists[1]))
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `is busier at noon than at night, and on weekdays than at weekends`(seed: UInt64) {
        let site = SimulatedSite(seed: seed, servers: 1)
        func sum(days: [Int], atHour hours: Double, _ value: (EngineHealthDocument) -> Int) -> Int {
            days.map { value(site.health(ofServer: 1, at: monday + Double($0) * day + hours * hour)) }.reduce(0, +)
        }
        let weekdays = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]
        let weekends = [5, 6, 12, 13, 19, 20, 26, 27, 33, 34]
        let values: [(EngineHealthDocument) -> Int] = [{ $0.sessions.total }, { $0.cpu }, { $0.apps.inMemory.count }]
        for value in values {
            #expect(sum(days: weekdays, atHour: 12, value) > 3 * sum(days: weekdays, atHour: 2, value))
            #expect(sum(days: weekdays, atHour: 12, value) > sum(days: weekends, atHour: 12, value))
        }
    }

    @Test func `stays within bounds`() {
        let site = SimulatedSite(seed: 11, servers: 8)
        for step in 0..<(7 * 24) {
            for server in 1...8 {
                let document = site.health(ofServer: server, at: monday + Double(step) * hour + 77)
                #expect((0...100).contains(document.cpu))
                #expect((0...document.sessions.total).contains(document.sessions.active))
                #expect((0...document.users.total).contains(document.users.active))
                #expect((0...document.sessions.total).contains(document.users.total))
                #expect((0...document.cache.lookups).contains(document.cache.hits))
                #expect((0...document.cache.added).contains(document.cache.replaced))
                #expect(document.memory.free >= 0)
                #expect(document.memory.committed <= document.memory.allocated)
            }
        }
    }

    @Test func `has engines that started some weeks ago`() {
        let site = SimulatedSite(seed: 3, servers: 20)
        for server in 1...20 {
            let started = site.health(ofServer: server, at: monday).started
            #expect(started <= Moment(secondsSinceEpoch: monday).engineText)
            #expect(started > Moment(secondsSinceEpoch: monday - 57 * day).engineText)
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, -1, 0, 0.0004, 1e300])
    func `answers at any time`(time: Double) {
        let site = SimulatedSite(seed: .max, servers: 0)
        #expect(site.serverCount == 1)
        for index in [Int.min, -1, 0, 1, 2, Int.max] {
            #expect(!site.health(ofServer: index, at: time).json.isEmpty)
        }
    }

    private static func counters(_ document: EngineHealthDocument) -> [Int] {
        [
            document.apps.calls, document.apps.selections, document.cache.hits, document.cache.lookups,
            document.cache.added, document.cache.replaced, document.cache.bytesAdded,
        ]
    }
}
