// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams
import Testing

@testable import SenseSimulator

@Suite struct EventFeedTests {
    static let time = 1_772_446_200.123
    static let site = SimulatedSite(
        seed: 7, servers: 3, virtualProxies: (try? VirtualProxyList(parsing: "/,/hdr")) ?? .init())

    private func datagrams(_ feed: EventFeed, _ count: Int) -> [(port: EventKind.Port, number: Int, bytes: [UInt8])] {
        var feed = feed
        let times = EventTimes(Moment(secondsSinceEpoch: Self.time))
        return (0..<count).map { _ in
            let next = feed.next()
            return (next.template.port, next.number, next.template.datagram(number: next.number, at: times))
        }
    }

    @Test(arguments: EventKind.allCases)
    func `is read as events of the kind, each with its number`(kind: EventKind) throws {
        let reader = DatagramReader()
        for datagram in datagrams(EventFeed(site: Self.site, kinds: [kind], at: Self.time), 300) {
            let read = reader.read(datagram.bytes, from: kind.port)
            let event = try #require(read)
            #expect(event.number == datagram.number, "\(String(decoding: datagram.bytes, as: UTF8.self))")
            switch (kind, event) {
            case (.userSession, .user(let event)): #expect(event.kind == .session)
            case (.userConnection, .user(let event)): #expect(event.kind == .connection)
            case (.engine, .log(let event)): #expect(event.source == .engine)
            case (.proxy, .log(let event)): #expect(event.source == .proxy)
            case (.repository, .log(let event)): #expect(event.source == .repository)
            case (.scheduler, .log(let event)): #expect(event.source == .scheduler)
            case (.performance, .log(let event)): #expect(event.source == .performance)
            default: Issue.record("another kind")
            }
        }
    }

    @Test(arguments: EventKind.allCases.filter { $0.port == .log })
    func `tells rows, times and hosts that the monitor understands`(kind: EventKind) throws {
        let reader = DatagramReader()
        var hosts: Set<String> = []
        let feed = EventFeed(site: Self.site, kinds: [kind], first: 9999, at: Self.time)
        for (place, datagram) in datagrams(feed, 100).enumerated() {
            guard case .log(let event) = reader.read(datagram.bytes, from: .log) else {
                Issue.record("no event")
                continue
            }
            #expect(event.logRow == (place == 0 ? 9999 : place))
            #expect(event.text(.isoTime) == "20260302T101000.123+0000")
            #expect(event.text(.localTime) == "2026-03-02 10:10:00,123")
            #expect(!event.isEmpty(.level) && !event.isEmpty(.subsystem) && !event.isEmpty(.userFull))
            hosts.insert(event.text(.host))
        }
        #expect(hosts == ["sense1", "sense2", "sense3"])
    }

    @Test func `is about the site's users, apps and virtual proxies`() throws {
        let reader = DatagramReader()
        let apps = Set(Self.site.apps(at: Self.time).map(\.id))
        var known = 0
        var agents: Set<String> = []
        var contexts: Set<String> = []
        let feed = EventFeed(site: Self.site, kinds: [.userSession, .userConnection], at: Self.time)
        for datagram in datagrams(feed, 400) {
            guard case .user(let event) = reader.read(datagram.bytes, from: .user) else {
                Issue.record("no event")
                continue
            }
            if let agent = event.userAgent { agents.insert(agent.browser.name) }
            if event.kind == .session { contexts.insert(event.text(.context)) }
            if apps.contains(event.text(.appID)) { known += 1 }
            for field in [UserEvent.Field.host, .command, .userDirectory, .userID, .userFull, .origin] {
                #expect(!event.isEmpty(field))
            }
        }
        // Most of those that are about an app at all; the others are about apps that are gone.
        #expect((150..<200).contains(known))
        #expect(agents.isSuperset(of: ["Chrome", "Firefox", "Safari", "Microsoft Edge"]))
        #expect(contexts == ["", "/hdr"])
    }

    @Test func `lets the kinds take turns, and numbers without a gap`() {
        let kinds: [EventKind] = [.engine, .userSession, .engine]
        let datagrams = datagrams(EventFeed(site: Self.site, kinds: kinds, first: 40, at: Self.time), 6)
        #expect(datagrams.map(\.number) == Array(40...45))
        #expect(datagrams.map(\.port) == [.log, .user, .log, .log, .user, .log])
    }

    @Test func `is the same again for the same site, and another for another`() {
        func bytes(_ seed: UInt64) -> [[UInt8]] {
            let site = SimulatedSite(seed: seed, servers: 2)
            return datagrams(EventFeed(site: site, malformed: [.binary: 0.5], at: Self.time), 50).map(\.bytes)
        }
        #expect(bytes(1) == bytes(1))
        #expect(bytes(1) != bytes(2))
    }

    @Test func `sends what the older generation of appenders sends`() throws {
        let reader = DatagramReader()
        let feed = EventFeed(site: Self.site, generation: .version5, at: Self.time)
        for (place, datagram) in datagrams(feed, 20).enumerated() {
            let prefix = place.isMultiple(of: 2) ? "/proxy-session/;" : "/proxy-connection/;"
            #expect(datagram.bytes.starts(with: prefix.utf8))
            #expect(datagram.port == .user)
            #expect(reader.read(datagram.bytes, from: .user)?.number == datagram.number)
        }
    }

    @Test func `mixes malformed datagrams in by their shares, and counts everything`() {
        var feed = EventFeed(
            site: Self.site, malformed: [.empty: 0.1, .truncated: 0.05, .binary: 0.001], at: Self.time)
        for _ in 0..<1003 { _ = feed.next() }
        let report = feed.report
        #expect(report.malformed == [.empty: 100, .truncated: 50, .binary: 1])
        #expect(report.lastNumber == 852)
        #expect(report.events.values.reduce(0, +) == 852)
        #expect(report.events[.userSession] == 122)
        #expect(report.events[.performance] == 121)
        #expect(report.datagrams == 1003)
    }

    @Test func `works for a site without apps`() {
        let reader = DatagramReader()
        let feed = EventFeed(site: SimulatedSite(seed: 1, servers: 1, apps: 0), at: Self.time)
        for datagram in datagrams(feed, 70) {
            #expect(reader.read(datagram.bytes, from: datagram.port)?.number == datagram.number)
        }
    }
}
