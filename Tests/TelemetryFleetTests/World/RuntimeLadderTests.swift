// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryFleet

@Suite struct RuntimeLadderTests {
    @Test func `never lets a newer release reach further than an older one`() {
        for day in -1000...4000 {
            let reaches = RuntimeLadder.node.rungs.map { $0.reach.share(after: day) }
            #expect(reaches == reaches.sorted(by: >), "day \(day)")
        }
    }

    @Test func `moves people up on the days that it says, and on no other`() {
        for leaning in [0.01, 0.3, 0.6, 0.93, 0.99] {
            let ladder = RuntimeLadder.node
            let moves = Set(ladder.moves(leaning: leaning))
            for day in -500...1500 {
                let (before, after) = (
                    ladder.rung(leaning: leaning, after: day - 1), ladder.rung(leaning: leaning, after: day)
                )
                #expect(after == before + (moves.contains(day) ? 1 : 0), "day \(day), leaning \(leaning)")
            }
        }
    }
}
