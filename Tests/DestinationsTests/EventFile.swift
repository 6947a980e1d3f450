// SPDX-License-Identifier: MIT

import Foundation
import Monitoring

@testable import Destinations

/// An event as a case spells it.
struct EventFile: Decodable {
    var port: String
    var time: Int64
    var tags: [[String]]
    var tagsInRawEvent: Bool
    var event: [String: Part]

    enum Part: Decodable {
        case text(String)
        case number(Double)
        case categories([Tag])
        case nothing

        private struct Category: Decodable { var name, value: String }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .nothing
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .categories(try container.decode([Category].self).map { Tag($0.name, $0.value) })
            }
        }
    }

    func text(_ name: String) -> String? { if case .text(let text) = event[name] { text } else { nil } }
    func number(_ name: String) -> Double? { if case .number(let number) = event[name] { number } else { nil } }
    func integer(_ name: String) -> Int { number(name).map { Int($0) } ?? 0 }

    func userEvent(at time: Timestamp) -> UserEvent {
        let directory = text("userDir") ?? ""
        let id = text("userId") ?? ""
        let fields = UserEvent.Field.allCases.map { field in
            switch field {
            case .host: text("host") ?? ""
            case .command: text("command") ?? ""
            case .userDirectory: directory
            case .userID: id
            case .userFull: directory.isEmpty || id.isEmpty ? "" : "\(directory)\\\(id)"
            case .origin: text("origin") ?? ""
            case .context: text("context") ?? ""
            case .appID: text("appId") ?? ""
            case .message: text("message") ?? ""
            }
        }
        let agent = text("uaOsName").map { system in
            UserAgent(
                browser: .init(name: text("uaBrowserName") ?? "", major: text("uaBrowserMajorVersion")),
                system: .init(name: system, version: text("uaOsVersion")), text: "")
        }
        return UserEvent(
            text("messageType") == "qseow-proxy-session" ? .session : .connection, fields: EventFields(fields),
            appName: text("appName"), userAgent: agent, at: time)
    }

    func logEvent(at time: Timestamp) throws -> LogEvent {
        guard let source = text("source").flatMap(LogEvent.Source.init) else {
            throw CocoaError(.coderInvalidValue)
        }
        var event = LogEvent(
            source, fields: EventFields(LogEvent.Field.allCases.map { text($0.name) ?? "" }),
            logRow: integer("log_row"), at: time)
        if case .categories(let categories) = self.event["category"] { event.categories = categories }
        guard source == .performance else { return event }
        var performance = LogEvent.Performance()
        performance.requestID = integer("request_id")
        performance.handle = integer("handle")
        performance.netRAM = integer("net_ram")
        performance.peakRAM = integer("peak_ram")
        performance.processTime = number("process_time")
        performance.workTime = number("work_time")
        performance.lockTime = number("lock_time")
        performance.validateTime = number("validate_time")
        performance.traverseTime = number("traverse_time")
        performance.isUserActivity = text("event_activity_source") == "user"
        event.performance = performance
        return event
    }
}
