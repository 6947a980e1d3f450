// SPDX-License-Identifier: MIT

import Testing

@testable import MonitoringPipeline

@Suite struct DeliveryStateTests {
    @Test func `reports changes and nothing else`() {
        var state = DeliveryState()
        #expect(state.succeeded() == nil)
        #expect(state.failed("refused") == .down)
        #expect(state.failed("refused") == nil)
        #expect(state.failed("status 401") == .otherwise)
        #expect(state.failed("status 401") == nil)
        #expect(state.succeeded() == .up)
        #expect(state.succeeded() == nil)
        #expect(state.failed("status 401") == .down)
    }
}
