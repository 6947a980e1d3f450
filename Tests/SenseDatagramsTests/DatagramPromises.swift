// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams

/// What holds for every datagram on both ports, whatever is in it. The fuzz target `event-datagram` looks for one that
/// breaks a promise.
struct DatagramPromises {
    private var users = UserEventParser(rules: UserEventRules(excludedUsers: [UserName(directory: "LAB", id: "x")]))
    private let logs = LogEventParser(rules: DatagramPromises.rules)
    private let unfiltered = LogEventParser(rules: LogEventRules(sources: Set(LogEvent.Source.allCases)))
    private let apps = AppNames([(id: "7e2c9b1a-4d5f-4a6b-8c7d-0123456789ab", name: "Sales\n\u{1}Overview")])

    private static let rules = LogEventRules(
        sources: Set(LogEvent.Source.allCases),
        categorisation: Categorisation(
            rules: [
                Categorisation.Rule(
                    levels: ["WARN"], action: .categorise([Tag("a", "\"\n\u{7F}")]),
                    filters: [.startsWith("TLS"), .endsWith("closed"), .contains("denied")]),
                Categorisation.Rule(levels: ["ERROR"], action: .drop, filters: [.contains("heartbeat")]),
            ],
            defaultCategories: [Tag("a", "b")]),
        performance: PerformanceRules(
            looksUpAppNames: true, allApps: PerformanceFilter(methods: .all(except: ["Doc::Rejected"])),
            someApps: [PerformanceFilter(apps: [.init(name: "SalesOverview")], objects: .only(["a"]))]))

    /// What a datagram breaks; `nil` if all promises are kept.
    mutating func broken(by datagram: [UInt8]) -> String? {
        let isEmpty = datagram.allSatisfy { $0 < 0x20 || $0 == 0x7F }
        let user = parse(datagram)
        guard user == parse(datagram + [0x0D, 0x0A]) else { return "a line end changes a user event" }
        if case .rejected(.empty, _) = user, !isEmpty { return "something is called empty" }
        if let broken = Self.broken(byExcerptOf: datagram) ?? Self.broken(by: user) { return broken }
        for parser in [logs, unfiltered] {
            let log = parse(datagram, parser)
            guard log == parse(datagram + [0x0A], parser) else { return "a line end changes a log event" }
            if case .rejected(.empty, _) = log, !isEmpty { return "something is called empty" }
            if let broken = Self.broken(by: log) { return broken }
        }
        return nil
    }

    private mutating func parse(_ datagram: [UInt8]) -> UserEventParser.Result {
        datagram.withUnsafeBytes { users.parse($0, at: Timestamp(nanoseconds: 0), appNames: apps) }
    }

    private func parse(_ datagram: [UInt8], _ parser: LogEventParser) -> LogEventParser.Result {
        datagram.withUnsafeBytes { parser.parse($0, at: Timestamp(nanoseconds: 0), appNames: apps) }
    }

    private static func broken(by result: UserEventParser.Result) -> String? {
        if case .event(let event) = result {
            for field in UserEvent.Field.allCases {
                let limit =
                    switch field {
                    case .message: 1000
                    case .context: 500
                    case .origin: 200
                    case .userFull: 201
                    default: 100
                    }
                if let broken = Self.broken(by: event.fields, field.rawValue, limit) { return broken }
            }
            if event.isEmpty(.appID) != (event.appName == nil) { return "an app without a name" }
        }
        return broken(by: result.countedAs)
    }

    private static func broken(by result: LogEventParser.Result) -> String? {
        switch result {
        case .event(let event):
            for field in LogEvent.Field.allCases {
                let limit = field == .message || field == .exceptionMessage ? 1000 : 201
                if let broken = Self.broken(by: event.fields, field.rawValue, limit) { return broken }
            }
            var json: [UInt8] = [0x41]
            event.appendJSON(to: &json, tags: [Tag("t", "\u{1F}\\")])
            if json[0] != 0x41 || !isObject(json.dropFirst()) { return "what is written is no JSON" }
        case .filtered(let key, let time):
            for field in RejectedEventKey.Field.allCases {
                if let broken = Self.broken(by: key.fields, field.rawValue, 200) { return broken }
            }
            if let time, !time.isFinite { return "a time without end" }
        case .unmonitored, .rejected: break
        }
        return result.countedAs.flatMap(broken)
    }

    private static func broken(by fields: EventFields, _ field: Int, _ limit: Int) -> String? {
        let bytes = fields.bytes[fields.range(field)]
        guard let text = String(validating: bytes, as: UTF8.self) else { return "a field is no UTF-8" }
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "a field has a control character" }
        return text.utf16.count <= limit ? nil : "a field is too long"
    }

    private static func broken(by counted: CountedAs) -> String? {
        guard !counted.host.isEmpty, !counted.subsystem.isEmpty else { return "counted under an empty name" }
        let isShort = counted.host.utf16.count <= 100 && counted.subsystem.utf16.count <= 200
        if !isShort { return "counted under a long name" }
        let isUnknown = counted.host == "Unknown" && counted.subsystem == "Unknown"
        return counted.source != .unknown || isUnknown ? nil : "an unknown sender makes names"
    }

    private static func broken(byExcerptOf datagram: [UInt8]) -> String? {
        let excerpt = datagram.withUnsafeBytes { DatagramExcerpt.text(of: $0, limit: 40) }
        let isVisible = excerpt.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        return excerpt.unicodeScalars.count <= 40 && isVisible ? nil : "an excerpt is not one short line"
    }

    /// One object whose strings and brackets are all closed.
    private static func isObject(_ json: ArraySlice<UInt8>) -> Bool {
        guard json.first == UInt8(ascii: "{"), String(validating: json, as: UTF8.self) != nil else { return false }
        var depth = 0
        var isText = false
        var isEscaped = false
        for (place, byte) in json.enumerated() {
            if byte < 0x20 { return false }
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            if depth == 0 { return place == json.count - 1 }
        }
        return false
    }
}
