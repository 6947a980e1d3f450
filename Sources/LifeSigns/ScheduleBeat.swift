// SPDX-License-Identifier: MIT

import Monitoring
import Schedules

/// Does something at the times of a schedule.
///
/// What was missed because the host slept, or because the last time took too long, happens once and late. If the host's clock
/// is set, the new time counts within a minute.
struct ScheduleBeat: Sendable {
    /// How long it sleeps at most before it looks at the host's clock again.
    private static let longestSleep: Duration = .seconds(60)

    var schedule: ScheduleText
    var clock: any Clock<Duration>
    /// The host's clock.
    var now: @Sendable () -> Timestamp

    /// Returns when the task is cancelled or no time is left.
    func run(_ body: () async -> Void) async {
        var last = now().seconds
        while !Task.isCancelled, let next = schedule.next(after: last) {
            let time = now()
            if time.seconds >= next {
                last = time.seconds
                await body()
            } else if time.seconds < last {
                // The clock was set back: what comes then comes again.
                last = time.seconds
            } else {
                let wait = Duration.nanoseconds(Timestamp(secondsSinceEpoch: next).nanoseconds - time.nanoseconds)
                guard (try? await clock.sleep(for: min(wait, Self.longestSleep))) != nil else { return }
            }
        }
    }

    /// From the third to the fourth time to come, as the original reckons: the first ones may be irregular.
    func interval() -> Duration? {
        var times: [Int] = []
        var last = now().seconds
        while times.count < 4, let next = schedule.next(after: last) {
            times.append(next)
            last = next
        }
        return times.count == 4 ? .seconds(times[3] - times[2]) : nil
    }
}
