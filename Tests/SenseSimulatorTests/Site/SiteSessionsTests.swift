// SPDX-License-Identifier: MIT

import Foundation
import SenseSimulator
import Testing

@Suite struct SiteSessionsTests {
    /// Monday, 2 March 2026, 10:00 UTC.
    private let time = 1_772_445_600.0
    private let proxies: VirtualProxyList

    init() throws {
        proxies = try VirtualProxyList(parsing: "/, /hdr, /sales")
    }

    private func site(seed: UInt64 = 1) -> SimulatedSite {
        SimulatedSite(seed: seed, servers: 3, virtualProxies: proxies)
    }

    @Test func `says the same for the same seed, server, virtual proxy and time`() throws {
        let sessions = try #require(site().sessions(ofServer: 2, at: time))
        #expect(!sessions.isEmpty)
        #expect(site().sessions(ofServer: 2, at: time) == sessions)
        #expect(site().sessions(ofServer: 3, at: time) != sessions)
        #expect(site(seed: 2).sessions(ofServer: 2, at: time) != sessions)
        #expect(try site().sessions(ofServer: 2, virtualProxy: #require(VirtualProxy("/hdr")), at: time) != sessions)
    }

    @Test func `has as many sessions in all virtual proxies together as the engine`() throws {
        let site = site()
        for server in 1...3 {
            for hour in 0..<24 {
                let time = time + Double(hour) * 3600
                let lists = try proxies.proxies.map {
                    try #require(site.sessions(ofServer: server, virtualProxy: $0, at: time))
                }
                let ids = lists.joined().map(\.sessionID)
                #expect(ids.count == site.health(ofServer: server, at: time).sessions.total)
                #expect(Set(ids).count == ids.count)
            }
        }
    }

    @Test func `has sessions in every virtual proxy, and users with several`() throws {
        for proxy in proxies.proxies {
            #expect(try #require(site().sessions(ofServer: 1, virtualProxy: proxy, at: time)).count > 3)
        }
        let alone = SimulatedSite(seed: 1, servers: 1)
        let sessions = try #require(alone.sessions(ofServer: 1, at: time))
        #expect(Set(sessions.map { [$0.userDirectory, $0.userID] }).count < sessions.count)
    }

    @Test func `keeps sessions for a while, but not for ever`() throws {
        func ids(_ minutes: Double) throws -> Set<String> {
            Set(try #require(site().sessions(ofServer: 1, at: time + minutes * 60)).map(\.sessionID))
        }
        let now = try ids(0)
        #expect(try ids(1).intersection(now).count > now.count / 2)
        #expect(try ids(15).intersection(now).count < now.count)
        #expect(try ids(120).isDisjoint(with: now))
    }

    @Test func `has users whose names need care`() throws {
        var names = ""
        for hour in 0..<24 {
            for session in try #require(site().sessions(ofServer: 1, at: time + Double(hour) * 3600)) {
                names += session.userDirectory + session.userID
            }
        }
        for character in [",", " ", "=", "\"", "\\"] as [Character] { #expect(names.contains(character)) }
        #expect(!names.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `knows no sessions of a virtual proxy that the site does not have`() throws {
        let proxy = try #require(VirtualProxy("/elsewhere"))
        #expect(site().sessions(ofServer: 1, virtualProxy: proxy, at: time) == nil)
    }

    @Test func `is JSON with the proxy's members`() throws {
        let sessions = try #require(site().sessions(ofServer: 1, at: time))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(sessions.json)) as? [[String: Any]])
        #expect(json.map { $0["UserDirectory"] as? String } == sessions.map(\.userDirectory))
        #expect(json.map { $0["UserId"] as? String } == sessions.map(\.userID))
        #expect(json.map { $0["SessionId"] as? String } == sessions.map(\.sessionID))
        #expect(json.allSatisfy { ($0["Attributes"] as? [Any])?.isEmpty == true && $0.count == 4 })
    }
}
