// SPDX-License-Identifier: MIT

import ConfigurationFile

/// How long InfluxDB keeps points: numbers with units, `10d` or `1w2d`, or `INF`.
enum RetentionSpan {
    /// What InfluxDB 1 takes for a retention policy: an hour at least.
    static let format = TextFormat("an InfluxQL duration of 1h or more, such as 10d or 36h, or INF") { text in
        isValid(text) && (duration(text).map { $0 >= .seconds(3600) } ?? true)
    }

    /// The text becomes part of a query, so nothing else may pass.
    static func isValid(_ text: String) -> Bool { text.uppercased() == "INF" || nanoseconds(text) != nil }

    /// The span of a new bucket or database; `nil` for ever. The original takes any text and keeps points for ever.
    static func read(_ section: ConfigurationSection, _ meaning: String) -> Duration? {
        let key = "retentionDuration"
        let text = section.text(key, default: "10d", meaning)
        if !isValid(text) { section.warn(key, "is no duration such as 10d, 36h or INF, so points are kept for ever") }
        return duration(text)
    }

    /// `nil` for ever.
    static func duration(_ text: String) -> Duration? {
        guard let nanoseconds = nanoseconds(text), nanoseconds > 0 else { return nil }
        return .nanoseconds(nanoseconds)
    }

    private static func nanoseconds(_ text: String) -> Int? {
        let units: [(name: String, nanoseconds: Int)] = [
            ("ns", 1), ("ms", 1_000_000), ("u", 1000), ("µ", 1000), ("s", 1_000_000_000), ("m", 60_000_000_000),
            ("h", 3_600_000_000_000), ("d", 86_400_000_000_000), ("w", 604_800_000_000_000),
        ]
        var rest = Substring(text)
        var sum = 0
        while !rest.isEmpty {
            let digits = rest.prefix { "0123456789".contains($0) }
            rest = rest.dropFirst(digits.count)
            guard let number = Int(digits), let unit = units.first(where: { rest.hasPrefix($0.name) }) else {
                return nil
            }
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit.nanoseconds)
            let (total, isTooMuch) = sum.addingReportingOverflow(product)
            guard !isTooLarge, !isTooMuch else { return nil }
            sum = total
            rest = rest.dropFirst(unit.name.count)
        }
        return text.isEmpty ? nil : sum
    }
}
