// SPDX-License-Identifier: MIT

import Testing

@testable import MonitoringPipeline

@Suite struct DeliveryStateTests {
    @Test func `reports changes and nothing else`() {
        var state = DeliveryState()
        #expect(state.succeeded() == nil)
        #expect(state.failed() == .down)
        #expect(state.failed() == nil)
        #expect(state.succeeded() == .up)
        #expect(state.succeeded() == nil)
        #expect(state.failed() == .down)
    }
}
