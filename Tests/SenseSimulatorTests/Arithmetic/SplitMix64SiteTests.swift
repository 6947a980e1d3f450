// SPDX-License-Identifier: MIT

import SeededNumbers
import Testing

@testable import SenseSimulator

struct SplitMix64SiteTests {
    @Test func `writes GUIDs in their usual grouping`() {
        var random = SplitMix64(seed: 1)
        #expect(random.guid().split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
    }

    @Test func `writes GUIDs that say they are random`() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<100 {
            let parts = random.guid().split(separator: "-")
            #expect(parts[2].first == "4")
            #expect(parts[3].first.map { "89ab".contains($0) } == true)
        }
    }
}
