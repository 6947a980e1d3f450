// SPDX-License-Identifier: MIT

/// The moment at which an engine started, read from its own spelling: `20260310T061500.000+0100`.
package struct EngineStart: Sendable, Equatable {
    package var secondsSinceEpoch: Int

    /// Reads date, time and zone (`Z` or `±hhmm`); `nil` if `text` is something else.
    ///
    /// - Parameter localOffset: seconds east of UTC that count when the text has no zone.
    package init?(_ text: String, localOffset: Int) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 15, bytes[8] == UInt8(ascii: "T"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[4..<6]),
            let day = Self.number(bytes[6..<8]),
            let hour = Self.number(bytes[9..<11]), let minute = Self.number(bytes[11..<13]),
            let second = Self.number(bytes[13..<15]),
            year > 0, (1...12).contains(month), (1...Self.length(of: month, in: year)).contains(day), hour < 24,
            minute < 60, second < 61
        else { return nil }
        let zone = bytes[15...].drop { $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let offset = zone.isEmpty ? localOffset : Self.offset(Array(zone)) else { return nil }
        secondsSinceEpoch = Self.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    }

    /// `257 days, 13h 08m 36s`; zero if `time` is before the start.
    package func uptimeText(at time: Timestamp) -> String {
        let seconds = max(0, time.seconds - secondsSinceEpoch)
        let minutes = Self.twoDigits(seconds / 60 % 60)
        return "\(seconds / 86_400) days, \(seconds / 3600 % 24)h \(minutes)m \(Self.twoDigits(seconds % 60))s"
    }

    private static func offset(_ zone: [UInt8]) -> Int? {
        if zone == [UInt8(ascii: "Z")] { return 0 }
        let digits = zone.dropFirst().filter { $0 != UInt8(ascii: ":") }[...]
        guard let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), digits.count == 4,
            let hours = number(digits.prefix(2)), let minutes = number(digits.suffix(2))
        else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "+") ? 1 : -1)
    }

    /// Days from 1970-01-01 to a date, with years counted from March so that the leap day comes last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shiftedYear = month > 2 ? year : year - 1
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func length(of month: Int, in year: Int) -> Int {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
