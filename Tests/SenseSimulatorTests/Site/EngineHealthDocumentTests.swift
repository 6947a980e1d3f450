// SPDX-License-Identifier: MIT

import Foundation
import SenseSimulator
import Testing

@Suite struct EngineHealthDocumentTests {
    private let document = SimulatedSite(seed: 1, servers: 1).health(ofServer: 1, at: 1_772_446_200)

    @Test func `is JSON with the engine's members`() throws {
        let json = try #require(try JSONSerialization.jsonObject(with: Data(document.json)) as? [String: Any])
        #expect(
            Set(json.keys) == ["version", "started", "mem", "cpu", "session", "apps", "users", "cache", "saturated"]
        )
        #expect(json["version"] as? String == document.version)
        #expect(json["started"] as? String == document.started)
        #expect(json["saturated"] as? Bool == document.isSaturated)

        let memory = try #require(json["mem"] as? [String: Double])
        #expect(
            memory == [
                "committed": document.memory.committed, "allocated": document.memory.allocated,
                "free": document.memory.free,
            ]
        )
        #expect(json["cpu"] as? [String: Int] == ["total": document.cpu])
        #expect(
            json["session"] as? [String: Int] == ["active": document.sessions.active, "total": document.sessions.total]
        )
        #expect(json["users"] as? [String: Int] == ["active": document.users.active, "total": document.users.total])
        #expect(
            json["cache"] as? [String: Int] == [
                "hits": document.cache.hits, "lookups": document.cache.lookups, "added": document.cache.added,
                "replaced": document.cache.replaced, "bytes_added": document.cache.bytesAdded,
            ]
        )

        let apps = try #require(json["apps"] as? [String: Any])
        #expect(Set(apps.keys) == ["active_docs", "loaded_docs", "in_memory_docs", "calls", "selections"])
        #expect(apps["active_docs"] as? [String] == document.apps.active)
        #expect(apps["loaded_docs"] as? [String] == document.apps.loaded)
        #expect(apps["in_memory_docs"] as? [String] == document.apps.inMemory)
        #expect(apps["calls"] as? Int == document.apps.calls)
        #expect(apps["selections"] as? Int == document.apps.selections)
    }

    @Test func `is JSON at every hour of a week`() throws {
        let site = SimulatedSite(seed: 2, servers: 2)
        for hour in 0..<168 {
            let bytes = site.health(ofServer: 2, at: 1_772_409_600 + Double(hour) * 3600).json
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
        }
    }
}
