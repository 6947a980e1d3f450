// SPDX-License-Identifier: MIT

import Monitoring

/// What a field of a log event's line holds.
enum LogEventField: Sendable {
    /// The place of the field.
    case text(Int)
    /// What the source does not tell.
    case empty
    case rawEvent
    case figure(LogEvent.Performance.Figure, FigureType)

    enum FigureType: Sendable {
        case number
        /// Nothing for 0.
        case text
    }
}

/// The fields of log events, source by source.
enum LogEventFields {
    typealias Named = (name: String, value: LogEventField)

    static func all(_ source: LogEvent.Source, _ dialect: InfluxDBDialect) -> [Named] {
        switch source {
        case .engine: engine(dialect)
        case .proxy, .repository:
            texts(.message, .exceptionMessage, .command, .origin, .context)
                + [(dialect.resultCodeName, .text(LogEvent.Field.resultCode.rawValue)), rawEvent]
        case .scheduler:
            texts(.message, .exceptionMessage, .executionID)
                + [
                    (dialect.nameBesideTag("app_name"), .text(LogEvent.Field.appName.rawValue)),
                    (dialect.nameBesideTag("app_id"), .text(LogEvent.Field.appID.rawValue)), rawEvent,
                ]
        case .performance: performance(dialect)
        }
    }

    private static func engine(_ dialect: InfluxDBDialect) -> [Named] {
        // Performance events have a tag of the name, and InfluxDB 3 takes only one of the two.
        let known =
            texts(.message) + [
                (dialect.nameBesideTag("session_id"), .text(LogEvent.Field.sessionID.rawValue)), rawEvent,
            ]
        // Newer versions of the original write what the engine never tells.
        guard dialect.sortsTags else { return known }
        return known
            + ["exception_message", "command", "origin", "context", dialect.resultCodeName].map { ($0, .empty) }
    }

    private static func performance(_ dialect: InfluxDBDialect) -> [Named] {
        let times: [LogEvent.Performance.Figure] = [.processTime, .workTime, .lockTime, .validateTime, .traverseTime]
        let numbers: [LogEvent.Performance.Figure] = [.netRAM, .peakRAM]
        return (times + numbers).map { ($0.rawValue, .figure($0, .number)) } + [
            (LogEvent.Performance.Figure.handle.rawValue, .figure(.handle, dialect == .version2 ? .text : .number)),
            (dialect.nameBesideTag("app_id"), .text(LogEvent.Field.appID.rawValue)), rawEvent,
        ]
    }

    private static let rawEvent: Named = ("raw_event", .rawEvent)

    private static func texts(_ fields: LogEvent.Field...) -> [Named] {
        fields.map { ($0.name, .text($0.rawValue)) }
    }
}

extension InfluxDBDialect {
    /// Newer databases have a tag of the shorter name beside it.
    fileprivate var resultCodeName: String { sortsTags ? "result_code_field" : "result_code" }

    /// Of a field whose name a tag has too.
    fileprivate func nameBesideTag(_ name: String) -> String { self == .version3 ? name + "_field" : name }
}
