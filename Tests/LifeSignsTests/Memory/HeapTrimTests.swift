// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringTestKit
import Testing

@testable import LifeSigns

@Suite(.timeLimit(.minutes(1))) struct HeapTrimTests {
    /// Small blocks, of which every hundredth stays: the others cannot be given back from the end.
    private static func fragmented() -> [UnsafeMutableRawPointer?] {
        let blocks = (0..<200_000).map { _ in malloc(1000) }
        for block in blocks { block?.storeBytes(of: 1, as: UInt8.self) }
        var kept: [UnsafeMutableRawPointer?] = []
        for (index, block) in blocks.enumerated() { if index % 100 == 0 { kept.append(block) } else { free(block) } }
        return kept
    }

    @Test func `memory between pieces that stay goes back`() async throws {
        #if canImport(Glibc)
        let clock = TestClock()
        try await withRunning([HeapTrim(clock: clock)]) {
            await clock.untilSleeping()
            let kept = Self.fragmented()
            defer { for block in kept { free(block) } }
            let before = try #require(ProgramUsage.Memory.current().resident)
            clock.advance(by: .seconds(30))
            await clock.untilSleeping()
            let after = try #require(ProgramUsage.Memory.current().resident)
            #expect(before - after > 100 << 20, "\(before), \(after)")
        }
        #endif
    }
}
