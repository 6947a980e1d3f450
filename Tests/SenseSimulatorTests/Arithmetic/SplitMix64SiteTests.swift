// SPDX-License-Identifier: MIT

import SeededNumbers
import Testing

@testable import SenseSimulator

struct SplitMix64SiteTests {
    @Test func `writes GUIDs in their usual grouping`() {
        var random = SplitMix64(seed: 1)
        #expect(random.guid().split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
    }
}
