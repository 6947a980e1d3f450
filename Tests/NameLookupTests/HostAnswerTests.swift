// SPDX-License-Identifier: MIT

import Foundation
import NIOCore
import Testing

@testable import NameLookup

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

    @Test func `the system knows this machine`() async throws {
        guard case .addresses(let found) = await HostAnswer.system("localhost") else {
            Issue.record("localhost has no address")
            return
        }
        #expect(found.contains { $0.ipAddress == "127.0.0.1" || $0.ipAddress == "::1" })
    }
}
