// SPDX-License-Identifier: MIT

import ConfigurationFile

extension ConfigurationSection {
    /// A schedule; `nil` after a problem or a note was added.
    func schedule(_ key: String, default fallback: String, _ meaning: String) -> ScheduleText? {
        let text = text(
            key, default: fallback, meaning,
            format: TextFormat("a schedule such as \"every 15 minutes\"") { _ in true })
        do { return try ScheduleText(text) } catch {
            report(key, expected: error.expected, found: "\"\(text.prefix(60))\"")
            return try? ScheduleText(fallback)
        }
    }
}
