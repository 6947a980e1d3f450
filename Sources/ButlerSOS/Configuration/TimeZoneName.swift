// SPDX-License-Identifier: MIT

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the environment's `TZ` says. The system takes UTC, without a word, if it does not know it.
enum TimeZoneName {
    private static let database = "/usr/share/zoneinfo"

    /// True also for rules such as `CET-1CEST,M3.5.0,M10.5.0/3`, and if nothing is said.
    static func isKnown(_ text: String) -> Bool {
        let name = text.hasPrefix(":") ? String(text.dropFirst()) : text
        if name.isEmpty || name == "UTC" { return true }
        if access(name.hasPrefix("/") ? name : "\(database)/\(name)", R_OK) == 0 { return true }
        // A rule is an abbreviation of three letters or more, and a number.
        let letters = name.prefix { $0.isASCII && $0.isLetter }
        let rest = name.dropFirst(letters.count).drop { $0 == "+" || $0 == "-" }
        return name.hasPrefix("<") || letters.count >= 3 && rest.first?.isNumber == true
    }
}
