// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import SenseSources

@Suite struct PollStateTests {
    private let late = PollFailure(.timeout, "late")
    private let refused = PollFailure(.connectionRefused, "refused")

    @Test func `reports the first success and no other`() {
        var state = PollState()
        #expect(state.update(nil) == .first)
        #expect(state.update(nil) == nil)
    }

    @Test func `reports a failure once, and again for a new reason`() {
        var state = PollState()
        #expect(state.update(late) == .failing(late))
        #expect(state.update(late) == nil)
        #expect(state.update(PollFailure(.timeout, "late in other words")) == nil)
        #expect(state.update(refused) == .failing(refused))
        #expect(state.update(late) == .failing(late))
    }

    @Test func `reports a recovery`() {
        var state = PollState()
        #expect(state.update(late) == .failing(late))
        #expect(state.update(nil) == .recovered)
        #expect(state.update(nil) == nil)
        #expect(state.update(late) == .failing(late))
    }

    @Test func `knows whether the newest poll failed`() {
        var state = PollState()
        #expect(!state.isFailing)
        _ = state.update(late)
        #expect(state.isFailing)
        _ = state.update(nil)
        #expect(!state.isFailing)
    }
}
