// SPDX-License-Identifier: MIT

import Monitoring

/// Makes the lines of user events.
struct UserEventLines: Sendable {
    private let tags: EventTagPlan<Value>
    private let fields: EventPieces<Value>
    private enum Value: Sendable {
        /// The place of the field.
        case text(Int)
        case appName, browserName, browserMajor, systemName, systemVersion
    }

    init(tags: [Tag], dialect: InfluxDBDialect) {
        let isSane = dialect == .version3
        self.tags = EventTagPlan(
            Self.tags(dialect), configured: tags, dialect: dialect, sanitisesNames: isSane, sanitisesValues: isSane)
        var fields = EventPieces<Value>()
        // Version 5 of the original knows neither apps nor user agents.
        if dialect != .version5 {
            let suffix = dialect.sortsTags ? "_field" : ""
            fields.append(",appId\(suffix)=", .text(UserEvent.Field.appID.rawValue))
            fields.append(",appName\(suffix)=", .appName)
        }
        let suffix = isSane ? "_field" : ""
        fields.append(",userFull\(suffix)=", .text(UserEvent.Field.userFull.rawValue))
        fields.append(",userId\(suffix)=", .text(UserEvent.Field.userID.rawValue))
        self.fields = fields
    }

    private static func tags(_ dialect: InfluxDBDialect) -> [EventTagPlan<Value>.Entry] {
        func entry(_ name: String, _ value: Value, _ escaping: LineText.TagEscaping? = nil) -> EventTagPlan<Value>.Entry
        {
            EventTagPlan<Value>.Entry(
                name: name, source: .value(value), escaping: escaping ?? dialect.saneTagEscaping, fallback: nil)
        }
        let known = [
            entry("host", .text(UserEvent.Field.host.rawValue)),
            entry("event_action", .text(UserEvent.Field.command.rawValue)),
            entry("userFull", .text(UserEvent.Field.userFull.rawValue), dialect.tagEscaping),
            entry("userDirectory", .text(UserEvent.Field.userDirectory.rawValue)),
            entry("userId", .text(UserEvent.Field.userID.rawValue)),
            entry("origin", .text(UserEvent.Field.origin.rawValue)),
        ]
        guard dialect != .version5 else { return known }
        return known + [
            entry("appId", .text(UserEvent.Field.appID.rawValue)), entry("appName", .appName),
            entry("uaBrowserName", .browserName),
            entry("uaBrowserMajorVersion", .browserMajor), entry("uaOsName", .systemName),
            entry("uaOsVersion", .systemVersion),
        ]
    }

    /// False for an event that lacks one of the texts which every point has.
    func write(_ event: UserEvent, to line: inout LineText) -> Bool {
        if event.isEmpty(.host) || event.isEmpty(.command) || event.isEmpty(.userDirectory) || event.isEmpty(.userID)
            || event.isEmpty(.origin)
        {
            return false
        }
        event.fields.withMemory { memory in
            line.write("user_events")
            tags.write(to: &line) { line, tag, escaping in
                switch tag {
                case .text(let field): line.writeTagText(memory[field], escaping)
                case .appName: if let name = event.appName { line.writeTagText(name, escaping) }
                case .browserName: if let agent = event.userAgent { line.writeTagText(agent.browser.name, escaping) }
                case .browserMajor: if let major = event.userAgent?.browser.major { line.writeTagText(major, escaping) }
                case .systemName: if let name = event.userAgent?.system.name { line.writeTagText(name, escaping) }
                case .systemVersion:
                    if let version = event.userAgent?.system.version { line.writeTagText(version, escaping) }
                }
            }
            writeFields(of: event, memory, to: &line)
            line.write(" ")
            line.write(Int(event.receivedAt.nanoseconds))
        }
        return true
    }

    private func writeFields(of event: UserEvent, _ memory: EventFields.Memory, to line: inout LineText) {
        let first = line.count
        _ = fields.write(to: &line) { line, field, start in
            switch field {
            case .text(let field) where !memory[field].isEmpty:
                line.write("\"")
                line.writeFieldText(memory[field])
                line.write("\"")
            case .appName:
                guard var name = event.appName, !name.isEmpty else {
                    line.rewind(to: start)
                    break
                }
                line.write("\"")
                name.withUTF8 { line.writeFieldText(UnsafeRawBufferPointer($0)) }
                line.write("\"")
            default: line.rewind(to: start)
            }
            return true
        }
        line.overwrite(UInt8(ascii: " "), at: first)
    }
}
