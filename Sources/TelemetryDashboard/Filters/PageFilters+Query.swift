// SPDX-License-Identifier: MIT

package import TelemetryWire

extension PageFilters {
    /// How far ahead an end of support may lie.
    private static let possibleDaysAhead = 5 * 366

    /// Reads the filters of an address. Those that are not there have their usual values.
    ///
    /// - Parameters:
    ///   - services: the names that are known, the usual one first.
    ///   - today: an end of support lies after it.
    package init(
        _ query: AddressQuery, scope: Scope, services: [String], today: UTCDay
    ) throws(FilterProblems) {
        self.init(service: services.first ?? "")
        var problems: [FilterProblem] = []
        var seen: [String: String] = [:]
        for entry in query.entries {
            guard Self.names(scope).contains(entry.name) else {
                problems.append(Self.unknown(entry.name, scope))
                continue
            }
            guard let value = entry.value else {
                problems.append(
                    FilterProblem(
                        parameter: entry.name, found: "something that is no text", expected: "text, encoded as UTF-8"))
                continue
            }
            if let earlier = seen.updateValue(value, forKey: entry.name), earlier != value {
                problems.append(
                    FilterProblem(
                        parameter: entry.name, found: "both \(earlier) and \(value)", expected: "one value"))
                continue
            }
            if let expected = set(entry.name, value, services: services, today: today) {
                problems.append(FilterProblem(parameter: entry.name, found: value, expected: expected))
            }
        }
        if !problems.isEmpty { throw FilterProblems(problems) }
    }

    /// Takes a value over, or says what was expected.
    private mutating func set(_ name: String, _ value: String, services: [String], today: UTCDay) -> String? {
        switch name {
        case "service":
            guard services.contains(value) else { return "one of \(services.joined(separator: ", "))" }
            service = value
        case "version":
            guard value.wholeMatch(of: #/[a-zA-Z0-9][a-zA-Z0-9._+\-]{0,31}/#) != nil else {
                return "a minor version such as 14.2"
            }
            minorVersion = value
        case "weeks":
            guard let number = Self.number(value), Self.possibleWeeks.contains(number) else {
                return
                    "a whole number of weeks from \(Self.possibleWeeks.lowerBound) to \(Self.possibleWeeks.upperBound)"
            }
            weeks = number
        case "silent":
            guard let share = Self.thousandths(value) else {
                return "a share from 0 to 0.9 with at most three decimals, such as 0.3"
            }
            silentThousandths = share
        default:
            let days = today.advanced(by: 1)...today.advanced(by: Self.possibleDaysAhead)
            guard let day = Self.day(value), days.contains(day) else {
                return "a date after today, from \(days.lowerBound) to \(days.upperBound)"
            }
            // The usual day moves on: a form that was sent with it does not hold on to it.
            endOfSupport = day == Self.usualEnd(today) ? nil : day
        }
        return nil
    }

    private static func names(_ scope: Scope) -> [String] {
        switch scope {
        case .all: ["service", "version", "weeks", "silent", "end"]
        case .serviceOnly: ["service"]
        }
    }

    private static func unknown(_ name: String, _ scope: Scope) -> FilterProblem {
        let names = names(scope).joined(separator: ", ")
        return FilterProblem(
            parameter: name, found: "a filter that this page does not have",
            expected: scope == .all ? "one of \(names)" : "\(names), since public figures are not filtered further")
    }

    /// Only digits, and few enough of them.
    private static func number(_ text: some StringProtocol) -> Int? {
        let isNumber =
            text.utf8.count <= 4 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isNumber ? Int(text) : nil
    }

    private static func thousandths(_ text: String) -> Int? {
        if text == "0" { return 0 }
        guard text.hasPrefix("0."), (3...5).contains(text.utf8.count) else { return nil }
        let digits = text.dropFirst(2)
        guard let number = number(digits) else { return nil }
        let share = number * [1: 100, 2: 10][digits.utf8.count, default: 1]
        return share <= 900 ? share : nil
    }

    private static func day(_ text: String) -> UTCDay? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], let year = number(parts[0]), let month = number(parts[1]),
            let day = number(parts[2])
        else { return nil }
        return UTCDay(year: year, month: month, day: day)
    }
}
