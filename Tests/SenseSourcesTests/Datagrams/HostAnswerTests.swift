// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import SenseSources

@Suite struct HostAnswerTests {
    @Test func `a host without an address is as good as none, and everything else may pass`() {
        for status in [EAI_NONAME, HostAnswer.noAddressStatus] {
            #expect(HostAnswer.answer(toStatus: status) == .unknown)
        }
        guard case .failed = HostAnswer.answer(toStatus: EAI_AGAIN) else {
            Issue.record("that it may be known later is taken for unknown")
            return
        }
    }
}
