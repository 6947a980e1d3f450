// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, 0), (999_999_999, 0), (1_000_000_000, 1), (-1, -1), (-1_000_000_000, -1), (-1_000_000_001, -2),
        ] as [(Int64, Int)])
    func `rounds down to whole seconds`(nanoseconds: Int64, seconds: Int) {
        #expect(Timestamp(nanoseconds: nanoseconds).seconds == seconds)
    }

    @Test func `is made of seconds`() {
        #expect(Timestamp(secondsSinceEpoch: 1_795_334_950).nanoseconds == 1_795_334_950_000_000_000)
        #expect(Timestamp(secondsSinceEpoch: 1) < Timestamp(secondsSinceEpoch: 2))
    }
}
