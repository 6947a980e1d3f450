// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A day on the calendar of the host, and the name of its log file.
struct LogDay: Sendable, Comparable {
    /// Days since 1 January 1970.
    var number: Int

    static let secondsOfDay = 86_400
    private static let prefix = "butler-sos."
    private static let suffix = ".log"

    init(number: Int) { self.number = number }

    /// - Parameter offset: seconds east of UTC at that moment.
    init(seconds: Int, offset: Int) {
        let local = seconds + offset
        number = local / Self.secondsOfDay - (local % Self.secondsOfDay < 0 ? 1 : 0)
    }

    /// The day in the name of a log file; `nil` if it is not exactly such a name.
    init?(fileName: String) {
        guard fileName.hasPrefix(Self.prefix), fileName.hasSuffix(Self.suffix) else { return nil }
        let parts = fileName.dropFirst(Self.prefix.count).dropLast(Self.suffix.count).split(separator: "-")
        let numbers = parts.compactMap { Int32($0) }
        guard numbers.count == 3, (1...9999).contains(numbers[0]) else { return nil }
        var fields = tm()
        (fields.tm_year, fields.tm_mon, fields.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
        number = timegm(&fields) / Self.secondsOfDay
        // Whatever else could be read as a date is spelled in another way, or is no date.
        guard self.fileName == fileName else { return nil }
    }

    var fileName: String {
        "\(Self.prefix)\(UTCTime.text(LogTime(seconds: number * Self.secondsOfDay)).prefix(10))\(Self.suffix)"
    }

    static func < (first: LogDay, second: LogDay) -> Bool { first.number < second.number }
}
