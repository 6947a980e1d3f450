// SPDX-License-Identifier: MIT

import Logging
import Monitoring
import MonitoringTestKit
import Schedules
import Testing

@testable import LifeSigns

@Suite(.timeLimit(.minutes(3))) struct UptimeMonitorTests {
    private static let memory = ProgramUsage.Memory(
        heapUsed: 50_593_792, heapTotal: 67_108_864, resident: 138_149_888)

    @Test func `logs two lines and hands the figures on, each time`() async throws {
        let (clock, log, sink) = (TestClock(), LogCapture(), RecordingSink())
        let wall = WallTime(clock)
        let monitor = UptimeMonitor(
            version: "1.2.3", schedule: try ScheduleText("every 30 seconds"), level: .info, sink: sink, clock: clock,
            now: { wall.now }, memory: { Self.memory }, logger: log.logger)
        try await withRunning([monitor]) {
            for _ in 0..<2 {
                await clock.untilSleeping()
                clock.advance(by: .seconds(30))
            }
            await clock.untilSleeping()
        }
        let rule = "info: " + String(repeating: "-", count: 32)
        let rest =
            "Heap used 48.25 MB of total heap 64 MB. Memory allocated to process: 131.75 MB."
        #expect(
            log.fullTexts == [
                rule, "info: Iteration # 1, Uptime: 0 months, 0 days, 0 hours, 0 minutes, 30 seconds, \(rest)",
                rule, "info: Iteration # 2, Uptime: 0 months, 0 days, 0 hours, 1 minutes, 0 seconds, \(rest)",
            ])
        #expect(
            sink.observations
                == [30, 60].map {
                    .programUsage(
                        ProgramUsage(
                            version: "1.2.3", uptime: .seconds($0), interval: .seconds(30), memory: Self.memory,
                            at: Timestamp(secondsSinceEpoch: WallTime.start + $0)))
                })
    }

    @Test(arguments: [
        (59, "0 months, 0 days, 0 hours, 0 minutes, 59 seconds"),
        (3600, "0 months, 0 days, 1 hours, 0 minutes, 0 seconds"),
        (86_399, "0 months, 0 days, 23 hours, 59 minutes, 59 seconds"),
        (400 * 86_400 + 61, "13 months, 10 days, 0 hours, 1 minutes, 1 seconds"),
    ])
    func `spells the uptime, and loses no year`(seconds: Int, text: String) {
        let usage = ProgramUsage(
            version: "", uptime: .milliseconds(seconds * 1000 + 999), interval: nil, memory: .init(),
            at: Timestamp(secondsSinceEpoch: 0))
        #expect("\(UptimeText(usage, iteration: 1_234_567))" == "Iteration # 1,234,567, Uptime: \(text).")
        #expect("\(UptimeText(usage, iteration: 100))".hasPrefix("Iteration # 100, "))
    }

    #if canImport(Glibc)
    @Test func `reads what this process has`() throws {
        let before = ProgramUsage.Memory.current()
        let size = 64 << 20
        let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        block.initializeMemory(as: UInt8.self, repeating: 1, count: size)
        let after = ProgramUsage.Memory.current()
        withExtendedLifetime(block) {}
        block.deallocate()
        for (old, new) in [
            (before.heapUsed, after.heapUsed), (before.heapTotal, after.heapTotal), (before.resident, after.resident),
        ] {
            // Other tests run beside this one and give memory back.
            #expect(try #require(new) - #require(old) > size / 2)
        }
        #expect(try #require(after.heapUsed) <= #require(after.heapTotal))
    }
    #endif
}
