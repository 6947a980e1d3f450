// SPDX-License-Identifier: MIT

import TelemetryClient
import Testing

struct ReportScheduleTests {
    private static let period = 43_200

    @Test func `waits more than nothing and at most a period, and ends at the phase`() {
        for phase in [0, 1, 17, 21_600, 43_199] {
            let schedule = ReportSchedule(phase: .seconds(phase))
            for now in stride(from: -100_000, through: 100_000, by: 371) {
                let wait = Int(schedule.wait(from: now).components.seconds)
                #expect(wait > 0 && wait <= Self.period)
                #expect(((now + wait - phase) % Self.period + Self.period) % Self.period == 0)
            }
        }
    }

    @Test func `waits a whole period when the time has just come`() {
        let schedule = ReportSchedule(phase: .seconds(100))
        #expect(schedule.wait(from: 100) == .seconds(Self.period))
        #expect(schedule.wait(from: 99) == .seconds(1))
        #expect(schedule.wait(from: 101) == .seconds(Self.period - 1))
    }

    @Test func `comes at the same times whenever the program was started`() {
        let schedule = ReportSchedule(phase: .seconds(12_345))
        let due = 1_800_000_000 + Int(schedule.wait(from: 1_800_000_000).components.seconds)
        for start in stride(from: due - Self.period, to: due, by: 1_003) {
            #expect(start + Int(schedule.wait(from: start).components.seconds) == due)
        }
    }

    @Test func `is twelve hours`() {
        #expect(ReportSchedule.period == .seconds(12 * 3600))
    }

    @Test func `takes a phase with a fraction`() {
        let schedule = ReportSchedule(phase: .milliseconds(1_500))
        #expect(schedule.wait(from: 0) == .seconds(1))
    }
}
