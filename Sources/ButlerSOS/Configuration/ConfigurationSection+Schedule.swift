// SPDX-License-Identifier: MIT

import ConfigurationFile
import Schedules

extension ConfigurationSection {
    /// A schedule; `nil` after a problem or a note was added.
    func schedule(_ key: String, default fallback: String, _ meaning: String) -> ScheduleText? {
        let text = text(
            key, default: fallback, meaning,
            format: TextFormat("a schedule such as \"every 15 minutes\"") { _ in true })
        do {
            let schedule = try ScheduleText(text)
            if schedule.next(after: WallClock.seconds()) == nil { warn(key, "names no time that is still to come") }
            return schedule
        } catch {
            report(key, expected: error.expected, found: "\"\(text.prefix(60))\"")
            return try? ScheduleText(fallback)
        }
    }
}
