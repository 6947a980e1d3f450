// SPDX-License-Identifier: MIT

/// A moment in UTC, cut down to the hour, so that a report's time tells nothing about the host's rhythm.
package struct HourTimestamp: Sendable, Equatable, CustomStringConvertible {
    /// The most bytes that a time with a fraction can have.
    static let maximumLength = 30

    package var hoursSinceEpoch: Int

    package init(secondsSinceEpoch seconds: Int) {
        let (hours, rest) = seconds.quotientAndRemainder(dividingBy: 3600)
        hoursSinceEpoch = rest < 0 ? hours - 1 : hours
    }

    /// Reads `2026-11-22T13:05:00Z`, with or without a fraction of a second; anything else is `nil`.
    package init?(_ text: String) { self.init(utf8: text.utf8) }

    init?(utf8 text: some Collection<UInt8>) {
        let bytes = Array(text)
        guard bytes.count >= 20, bytes.count <= Self.maximumLength, bytes[4] == UInt8(ascii: "-"),
            bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes.last == UInt8(ascii: "Z"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]),
            let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
            let second = Self.number(bytes[17..<19]), hour < 24, minute < 60, second < 61,
            let date = UTCDay(year: year, month: month, day: day)
        else { return nil }
        if bytes.count > 20 {
            guard bytes[19] == UInt8(ascii: "."), bytes.count > 21, Self.number(bytes[20..<bytes.count - 1]) != nil
            else { return nil }
        }
        hoursSinceEpoch = date.number * 24 + hour
    }

    package var day: UTCDay { UTCDay(secondsSinceEpoch: hoursSinceEpoch * 3600) }

    /// `2026-11-22T13:00:00.000Z`
    package var description: String {
        "\(day)T\(UTCDay.padded(hoursSinceEpoch - day.number * 24, 2)):00:00.000Z"
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}
