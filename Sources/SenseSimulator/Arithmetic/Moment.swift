// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A moment of the simulated time, in whole milliseconds from 1970 to the end of the year 9999.
struct Moment: Sendable, Equatable {
    /// How long an hour is.
    static let millisecondsPerHour = 3_600_000
    /// How long a week is.
    static let hoursPerWeek = 7 * 24

    /// Milliseconds since the start of 1970, never negative.
    let milliseconds: Int

    /// The moment nearest to the one given; something that is no number is the start of 1970.
    init(secondsSinceEpoch: Double) {
        let seconds = secondsSinceEpoch.isFinite ? secondsSinceEpoch : 0
        self.init(milliseconds: Int((min(max(seconds, 0), 253_402_300_799) * 1000).rounded()))
    }

    /// The moment so many milliseconds after the start of 1970, or that start for a negative number.
    init(milliseconds: Int) {
        self.milliseconds = max(0, milliseconds)
    }

    /// Hours since the last Monday 00:00 UTC, with their fraction.
    var hoursIntoWeek: Double {
        Double(sinceFirstMonday % (Self.hoursPerWeek * Self.millisecondsPerHour)) / Double(Self.millisecondsPerHour)
    }

    /// Milliseconds since Monday, 29 December 1969.
    var sinceFirstMonday: Int { milliseconds + 3 * 24 * Self.millisecondsPerHour }

    /// The number of this UTC day since 1970.
    var day: Int { milliseconds / (24 * Self.millisecondsPerHour) }

    /// `YYYYMMDDTHHMMSS.mmmZ`, as the engine writes its start.
    var engineText: String {
        var seconds = time_t(milliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let date =
            Self.digits(Int(parts.tm_year) + 1900, 4) + Self.digits(Int(parts.tm_mon) + 1, 2)
            + Self.digits(Int(parts.tm_mday), 2)
        let time =
            Self.digits(Int(parts.tm_hour), 2) + Self.digits(Int(parts.tm_min), 2) + Self.digits(Int(parts.tm_sec), 2)
        return "\(date)T\(time).\(Self.digits(milliseconds % 1000, 3))Z"
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
