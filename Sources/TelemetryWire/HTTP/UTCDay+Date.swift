// SPDX-License-Identifier: MIT

extension UTCDay {
    /// Reads `2026-11-22`; anything else is `nil`.
    init?(date text: String) {
        guard text.utf8.count == 10, let day = HourTimestamp(text + "T00:00:00Z")?.day else { return nil }
        self = day
    }
}
