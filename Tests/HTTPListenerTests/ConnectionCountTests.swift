// SPDX-License-Identifier: MIT

import Testing

@testable import HTTPListener

struct ConnectionCountTests {
    @Test func `counts and bounds`() {
        let count = ConnectionCount(maximum: 2)
        #expect(count.isAcceptingNewConnections())
        count.connectionOpened()
        count.connectionOpened()
        #expect(!count.isAcceptingNewConnections())
        #expect(count.current == ConnectionCount.Counts(open: 2, opened: 2, timesFull: 1))
        count.connectionClosed()
        #expect(count.isAcceptingNewConnections())
        #expect(count.current == ConnectionCount.Counts(open: 1, opened: 2, timesFull: 1))
    }
}
