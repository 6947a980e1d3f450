// SPDX-License-Identifier: MIT

import Monitoring

/// Where the value of a log event's tag comes from.
enum LogEventTag: Sendable {
    /// The place of the field.
    case text(Int)
    case logRow
    /// The same, but nothing for 0, which newer clients take for absent.
    case logRowButZero
    case activitySource
}

/// The tags of log events, source by source, in the order of older databases.
enum LogEventTags {
    typealias Entry = EventTagPlan<LogEventTag>.Entry

    static func entries(_ source: LogEvent.Source, _ dialect: InfluxDBDialect) -> [Entry] {
        switch source {
        case .engine:
            common(source, dialect)
                + whole(.userFull, dialect: dialect)
                + sane(.userDirectory, .userID, .windowsUser, .appID, .engineVersion, dialect: dialect)
        case .proxy, .repository:
            common(source, dialect)
                + whole(.userFull, dialect: dialect) + sane(.userDirectory, .userID, .resultCode, dialect: dialect)
        case .scheduler:
            common(source, dialect)
                + whole(.userFull, dialect: dialect)
                + sane(.userDirectory, .userID, .taskID, .taskName, dialect: dialect)
        case .performance:
            performance(dialect)
                + whole(.userFull, dialect: dialect)
                + sane(.userDirectory, .userID, .appID, .appName, .objectID, dialect: dialect)
        }
    }

    private static func common(_ source: LogEvent.Source, _ dialect: InfluxDBDialect) -> [Entry] {
        whole(.host, .level, dialect: dialect) + [
            Entry(name: "source", source: .constant(source.text), escaping: dialect.tagEscaping, fallback: nil),
            Entry(
                name: "log_row", source: .value(dialect.sortsTags ? .logRowButZero : .logRow),
                escaping: dialect.tagEscaping, fallback: nil),
            Entry(
                name: "subsystem", source: .value(.text(LogEvent.Field.subsystem.rawValue)),
                escaping: dialect.tagEscaping,
                fallback: dialect == .version3 ? "n/a" : nil),
        ]
    }

    private static func performance(_ dialect: InfluxDBDialect) -> [Entry] {
        let unknown: StaticString? =
            switch dialect {
            case .version5, .version1: "<Unknown>"
            case .version2: nil
            case .version3: "Unknown"
            }
        let noSession: StaticString? = dialect == .version2 ? nil : "-1"
        func text(_ field: LogEvent.Field) -> Entry {
            Entry(
                name: field.name, source: .value(.text(field.rawValue)), escaping: dialect.saneTagEscaping,
                fallback: unknown)
        }
        func session(_ field: LogEvent.Field) -> Entry {
            Entry(
                name: field.name, source: .value(.text(field.rawValue)), escaping: dialect.tagEscaping,
                fallback: noSession)
        }
        // Version 1 of the original never found the row; with it, every event would now begin a series of its own.
        let row: Entry.Source = dialect.sortsTags ? .value(.logRowButZero) : .constant("-1")
        return [
            text(.host), text(.level),
            Entry(
                name: "source", source: .constant(LogEvent.Source.performance.text), escaping: dialect.tagEscaping,
                fallback: nil),
            Entry(
                name: "log_row", source: row, escaping: dialect.tagEscaping,
                fallback: dialect == .version3 ? "-1" : nil),
            text(.subsystem), text(.method), text(.objectType), session(.proxySessionID), session(.sessionID),
            Entry(
                name: LogEvent.Performance.activitySourceName, source: .value(.activitySource),
                escaping: dialect.tagEscaping, fallback: nil),
        ]
    }

    /// Texts that version 3 takes as they are.
    private static func whole(_ fields: LogEvent.Field..., dialect: InfluxDBDialect) -> [Entry] {
        fields.map { entry($0, dialect.tagEscaping) }
    }

    private static func sane(_ fields: LogEvent.Field..., dialect: InfluxDBDialect) -> [Entry] {
        fields.map { entry($0, dialect.saneTagEscaping) }
    }

    private static func entry(_ field: LogEvent.Field, _ escaping: LineText.TagEscaping) -> Entry {
        Entry(name: field.name, source: .value(.text(field.rawValue)), escaping: escaping, fallback: nil)
    }
}

extension LogEvent.Source {
    var text: StaticString {
        switch self {
        case .engine: "qseow-engine"
        case .proxy: "qseow-proxy"
        case .repository: "qseow-repository"
        case .scheduler: "qseow-scheduler"
        case .performance: "qseow-qix-perf"
        }
    }
}
