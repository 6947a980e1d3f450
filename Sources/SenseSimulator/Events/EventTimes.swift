// SPDX-License-Identifier: MIT

/// A moment as the fields of an event spell it, without the offset from UTC.
struct EventTimes: Sendable, Equatable {
    /// `YYYYMMDDTHHMMSS.mmm`
    let compact: [UInt8]
    /// `YYYY-MM-DD HH:MM:SS,mmm`
    let local: [UInt8]
    /// `YYYY-MM-DDTHH:MM:SS.mmm`
    let extended: [UInt8]

    init(_ moment: Moment) {
        let text = moment.engineText.utf8.dropLast()
        func part(_ start: Int, _ length: Int) -> [UInt8] { Array(text.dropFirst(start).prefix(length)) }
        func joined(_ parts: [[UInt8]], _ separator: Character) -> [UInt8] {
            Array(parts.joined(separator: separator.utf8))
        }
        let date = joined([part(0, 4), part(4, 2), part(6, 2)], "-")
        let time = joined([part(9, 2), part(11, 2), part(13, 2)], ":")
        let milliseconds = part(16, 3)
        compact = Array(text)
        local = date + " ".utf8 + time + ",".utf8 + milliseconds
        extended = date + "T".utf8 + time + ".".utf8 + milliseconds
    }
}
