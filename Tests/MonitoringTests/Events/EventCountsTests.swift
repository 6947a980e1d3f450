// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@Suite struct EventCountsTests {
    private func event(_ source: CountedAs.Source, _ host: String, _ subsystem: String) -> CountedAs {
        CountedAs(source, names: EventFields([host, subsystem]), host: 0, subsystem: 1)
    }

    private func texts(_ counts: EventCounts) -> [String] {
        counts.entries.map { "\($0.source)/\($0.host)/\($0.subsystem): \($0.count)" }
    }

    @Test func `counts each source, host and subsystem by itself`() {
        var counts = EventCounts()
        #expect(counts.isEmpty && counts.entries.isEmpty)
        for _ in 0..<3 { counts.add(event(.engine, "a", "b")) }
        counts.add(event(.engine, "ab", ""))
        counts.add(event(.engine, "", "ab"))
        counts.add(event(.proxy, "a", "b"))
        counts.add(.unknown)
        #expect(
            texts(counts) == [
                "qseow-engine/a/b: 3", "qseow-engine/ab/Unknown: 1", "qseow-engine/Unknown/ab: 1", "qseow-proxy/a/b: 1",
                "Unknown/Unknown/Unknown: 1",
            ])
        #expect(!counts.isEmpty)
    }

    @Test func `a name that is not told and one that is told as Unknown are the same`() {
        var counts = EventCounts()
        for (host, subsystem) in [("", ""), ("Unknown", ""), ("", "Unknown"), ("Unknown", "Unknown")] {
            counts.add(event(.engine, host, subsystem))
        }
        #expect(texts(counts) == ["qseow-engine/Unknown/Unknown: 4"])
    }

    @Test func `counts all beyond its limit as one`() {
        var counts = EventCounts(limit: 100)
        for round in 0..<2 {
            for number in 0..<1000 { counts.add(event(.session, "host \(number)", "round \(round * 0)")) }
        }
        #expect(counts.entries.count == 101)
        #expect(texts(counts).first == "qseow-proxy-session/host 0/round 0: 2")
        #expect(texts(counts).last == "other/other/other: 1800")
    }

    @Test func `finds thousands of keys again`() {
        var table = KeyTable()
        for number in 0..<2000 {
            let key = Array("key \(number)".utf8)
            #expect(key.withUnsafeBytes { table.insert($0) } == number)
        }
        for number in 0..<2000 {
            let key = Array("key \(number)".utf8)
            #expect(key.withUnsafeBytes { table.number(of: $0) } == number)
            #expect(table.withKey(number) { Array($0) } == key)
        }
        #expect(Array("key".utf8).withUnsafeBytes { table.number(of: $0) } == nil)
    }
}
