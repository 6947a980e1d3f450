// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import SenseSources

@Suite struct ServerStateTests {
    private let late = PollFailure(.timeout, "late")
    private let refused = PollFailure(.connectionRefused, "refused")

    @Test func `reports the first success and no other`() {
        var state = ServerState()
        #expect(state.update(nil) == .first)
        #expect(state.update(nil) == nil)
    }

    @Test func `reports a failure once, and again for a new reason`() {
        var state = ServerState()
        #expect(state.update(late) == .failing(late))
        #expect(state.update(late) == nil)
        #expect(state.update(PollFailure(.timeout, "late in other words")) == nil)
        #expect(state.update(refused) == .failing(refused))
        #expect(state.update(late) == .failing(late))
    }

    @Test func `reports a recovery`() {
        var state = ServerState()
        #expect(state.update(late) == .failing(late))
        #expect(state.update(nil) == .recovered)
        #expect(state.update(nil) == nil)
        #expect(state.update(late) == .failing(late))
    }
}
