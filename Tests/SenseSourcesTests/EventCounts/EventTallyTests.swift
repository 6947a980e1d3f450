// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(1))) struct EventTallyTests {
    private static func event(_ host: String) -> CountedAs {
        CountedAs(.engine, names: EventFields([host, "System"]), host: 0, subsystem: 1)
    }

    private static func rejected(_ app: String) -> (key: RejectedEventKey, processTime: Double?) {
        (RejectedEventKey(EventFields([app, "", "Doc::GetLayout", "barchart"])), 1.5)
    }

    private func texts(_ counts: EventCounts) -> [String] { counts.entries.map { "\($0.host): \($0.count)" } }
    private func texts(_ counts: RejectedEventCounts) -> [String] {
        counts.entries.map { "\($0.appID): \($0.count), \($0.processTime) ms" }
    }

    @Test func `gives what was counted once, while the total stays`() {
        let tally = EventTally(keepsReceived: true, keepsRejected: true)
        tally.add([Self.event("a"), Self.event("b"), Self.event("a")], rejected: [Self.rejected("x")])
        tally.add([], rejected: [Self.rejected("x"), Self.rejected("y")])
        let first = tally.take()
        #expect(texts(first.received) == ["a: 2", "b: 1"])
        #expect(texts(first.rejected) == ["x: 2, 3.0 ms", "y: 1, 1.5 ms"])

        let none = tally.take()
        #expect(none.received.isEmpty && none.rejected.isEmpty)

        tally.add([Self.event("b")])
        let second = tally.take()
        #expect(texts(second.received) == ["b: 1"] && second.rejected.isEmpty)
        #expect(texts(tally.total) == ["a: 2", "b: 2"])
    }

    @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
    func `keeps only what somebody takes, and always the total`(keepsReceived: Bool, keepsRejected: Bool) {
        let tally = EventTally(keepsReceived: keepsReceived, keepsRejected: keepsRejected)
        tally.add([Self.event("a")], rejected: [Self.rejected("x")])
        #expect(texts(tally.total) == ["a: 1"])
        let taken = tally.take()
        #expect(texts(taken.received) == (keepsReceived ? ["a: 1"] : []))
        #expect(texts(taken.rejected) == (keepsRejected ? ["x: 1, 1.5 ms"] : []))
    }

    @Test func `is bounded, however many names senders think of`() throws {
        let tally = EventTally(keepsReceived: true, keepsRejected: true)
        for number in 0..<3000 {
            tally.add([Self.event("host \(number)")], rejected: [Self.rejected("app \(number)")])
        }
        let taken = tally.take()
        #expect(taken.received.entries.count == EventCounts.defaultLimit + 1)
        #expect(texts(taken.received).last == "other: 2000")
        #expect(texts(taken.rejected).last == "other: 2000, 3000.0 ms")
        #expect(tally.total.entries.count == EventCounts.defaultLimit + 1)

        // What was one of too many has a place of its own when the counting begins anew; in the total it has not.
        tally.add([Self.event("host 2999")], rejected: [Self.rejected("app 2999")])
        let next = tally.take()
        #expect(texts(next.received) == ["host 2999: 1"])
        #expect(texts(next.rejected) == ["app 2999: 1, 1.5 ms"])
        #expect(texts(tally.total).last == "other: 2001")
    }

    @Test func `loses and repeats nothing while several add and take`() async {
        let tally = EventTally(keepsReceived: true, keepsRejected: true)
        let (tasks, rounds) = (4, 2000)
        var sums = (received: 0, rejected: 0)
        await withTaskGroup(of: (received: Int, rejected: Int).self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var sums = (received: 0, rejected: 0)
                    for _ in 0..<rounds {
                        tally.add([Self.event("\(task)"), Self.event("all")], rejected: [Self.rejected("\(task)")])
                        let taken = tally.take()
                        sums.received += taken.received.entries.reduce(0) { $0 + $1.count }
                        sums.rejected += taken.rejected.entries.reduce(0) { $0 + $1.count }
                    }
                    return sums
                }
            }
            for await taken in group { sums = (sums.received + taken.received, sums.rejected + taken.rejected) }
        }
        #expect(sums.received == 2 * tasks * rounds && sums.rejected == tasks * rounds)
        #expect(tally.total.entries.first { $0.host == "all" }?.count == tasks * rounds)
    }
}
