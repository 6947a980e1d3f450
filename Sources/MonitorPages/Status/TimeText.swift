// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Times, durations and amounts, as people read them.
enum TimeText {
    /// `2026-03-10T05:15:00Z`
    static func utc(_ seconds: Int) -> String {
        var time = time_t(seconds)
        var parts = tm()
        guard gmtime_r(&time, &parts) != nil else { return "\(seconds)" }
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
            + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }

    /// `12 s ago`; the clock may have been set back meanwhile.
    static func ago(_ seconds: Int, at now: Int) -> String {
        now - seconds < 1 ? "now" : "\(span(now - seconds)) ago"
    }

    /// `45 s`, `3 min`, `5 h 20 min`, `12 d 4 h`
    static func span(_ seconds: Int) -> String {
        let seconds = max(0, seconds)
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
        if days > 0 { return hours > 0 ? "\(days) d \(hours) h" : "\(days) d" }
        if hours > 0 { return minutes > 0 ? "\(hours) h \(minutes) min" : "\(hours) h" }
        return minutes > 0 ? "\(minutes) min" : "\(seconds) s"
    }

    /// `1,234,567`
    static func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// `812 bytes`, `3.4 KiB`, `256.0 MiB`
    static func bytes(_ number: Int) -> String {
        var value = Double(number)
        guard value >= 1024 else { return "\(number) byte\(number == 1 ? "" : "s")" }
        for unit in ["KiB", "MiB"] {
            value /= 1024
            if value < 1024 { return "\((value * 10).rounded() / 10) \(unit)" }
        }
        return "\((value / 1024 * 10).rounded() / 10) GiB"
    }
}
