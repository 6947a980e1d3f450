// SPDX-License-Identifier: MIT

import Testing

@testable import MonitoringPipeline

@Suite struct DropLogTests {
    @Test func `tells of the first loss at once and of the others now and then, each reason for itself`() {
        var log = DropLog()
        #expect(log.add(3, .overflow, at: .seconds(1)) == 3)
        #expect(log.add(4, .overflow, at: .seconds(2)) == nil)
        #expect(log.add(1, .expired, at: .seconds(2)) == 1)
        #expect(log.add(5, .overflow, at: .seconds(600)) == nil)
        #expect(log.add(1, .overflow, at: .seconds(601)) == 10)
        #expect(log.add(2, .overflow, at: .seconds(700)) == nil)
        #expect(log.rest().map(\.count) == [2])
        #expect(log.rest().isEmpty)
    }

    @Test func `tells of refused records once a minute, since somebody can mend what is wrong with them`() {
        var log = DropLog()
        #expect(log.add(1, .rejected, at: .zero) == 1)
        #expect(log.add(20, .rejected, at: .seconds(59)) == nil)
        #expect(log.add(1, .rejected, at: .seconds(60)) == 21)
    }
}
