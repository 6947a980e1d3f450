// SPDX-License-Identifier: MIT

import Monitoring

/// Writes events as New Relic takes them: one flat object each.
struct NewRelicEventEncoder: Sendable {
    private let users: NewRelicAttributes<UserValue>?
    private let logs: NewRelicAttributes<LogValue>?
    private let scrambler: UserScrambler?
    private let levels: [LogEvent.Source: NewRelicEventsConfiguration.Levels]

    init(_ configuration: NewRelicEventsConfiguration) {
        users = configuration.users.map {
            NewRelicAttributes(UserValue.all, fixed: $0.attributes, eventType: "qs_userEvent")
        }
        logs = configuration.logs.map {
            NewRelicAttributes(LogValue.all, fixed: $0.attributes, eventType: "qs_logEvent")
        }
        scrambler = configuration.users?.scrambler
        levels = configuration.logs?.levels ?? [:]
    }

    /// `nil` for what this account does not get.
    func encode(_ observation: Observation) -> [UInt8]? {
        switch observation {
        case .userEvent(let event): users.map { encode(event, $0) }
        case .logEvent(let event): logs.flatMap { isSent(event) ? encode(event, $0) : nil }
        default: nil
        }
    }

    private func encode(_ event: UserEvent, _ attributes: NewRelicAttributes<UserValue>) -> [UInt8] {
        var line = LineText(capacity: 512 + 2 * event.fields.bytes.count)
        event.fields.withMemory { memory in
            attributes.write(at: event.receivedAt, to: &line) { line, value in
                switch value {
                case .text(let field): return Self.write(memory[field], to: &line)
                case .user(let field):
                    guard let scrambler, !memory[field].isEmpty else { return Self.write(memory[field], to: &line) }
                    scrambler.write(memory[field], to: &line)
                    return true
                case .appName: return Self.write(event.appName, to: &line)
                case .browserName: return Self.write(event.userAgent?.browser.name, to: &line)
                case .browserMajor: return Self.write(event.userAgent?.browser.major, to: &line)
                case .systemName: return Self.write(event.userAgent?.system.name, to: &line)
                case .systemVersion: return Self.write(event.userAgent?.system.version, to: &line)
                }
            }
        }
        return line.bytes
    }

    private func encode(_ event: LogEvent, _ attributes: NewRelicAttributes<LogValue>) -> [UInt8] {
        var line = LineText(capacity: 1024 + 2 * event.fields.bytes.count)
        event.fields.withMemory { memory in
            attributes.write(at: event.receivedAt, to: &line) { line, value in
                switch value {
                case .text(let field): return Self.write(memory[field], to: &line)
                case .source:
                    line.write(text: event.source.rawValue)
                    return true
                }
            }
        }
        return line.bytes
    }

    private func isSent(_ event: LogEvent) -> Bool {
        guard let levels = levels[event.source] else { return false }
        return event.fields.withBytes(of: LogEvent.Field.level.rawValue) { level in
            if Self.equals(level, "error") || Self.equals(level, "fatal") { return levels.errors }
            return Self.equals(level, "warn") && levels.warnings
        }
    }

    /// Whether a text is a word of small letters, whatever the case of its own.
    private static func equals(_ text: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        guard text.count == word.utf8CodeUnitCount else { return false }
        return text.indices.allSatisfy { text[$0] | 0x20 == word.utf8Start[$0] }
    }

    /// False for an empty text.
    private static func write(_ text: UnsafeRawBufferPointer, to line: inout LineText) -> Bool {
        if text.isEmpty { return false }
        line.writeJSONText(NewRelicLimits.cut(text))
        return true
    }

    private static func write(_ text: String?, to line: inout LineText) -> Bool {
        guard var text else { return false }
        return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: &line) }
    }

    /// What a user event tells of itself.
    private enum UserValue: Sendable {
        /// The place of the field.
        case text(Int)
        /// The same for a field that tells who the user is.
        case user(Int)
        case appName, browserName, browserMajor, systemName, systemVersion

        static let all: [(name: String, value: UserValue)] = [
            ("qs_host", .text(UserEvent.Field.host.rawValue)),
            ("qs_event_action", .text(UserEvent.Field.command.rawValue)),
            ("qs_userFull", .user(UserEvent.Field.userFull.rawValue)),
            ("qs_userDirectory", .user(UserEvent.Field.userDirectory.rawValue)),
            ("qs_userId", .user(UserEvent.Field.userID.rawValue)),
            ("qs_origin", .text(UserEvent.Field.origin.rawValue)), ("qs_appId", .text(UserEvent.Field.appID.rawValue)),
            ("qs_appName", .appName), ("qs_uaBrowserName", .browserName), ("qs_uaBrowserMajorVersion", .browserMajor),
            ("qs_uaOsName", .systemName), ("qs_uaOsVersion", .systemVersion),
        ]
    }

    /// What a log event tells of itself.
    private enum LogValue: Sendable {
        /// The place of the field.
        case text(Int)
        case source

        private static func text(_ field: LogEvent.Field) -> LogValue { .text(field.rawValue) }

        static let all: [(name: String, value: LogValue)] = [
            ("qs_ts_iso", text(.isoTime)), ("qs_ts_local", text(.localTime)), ("qs_log_source", .source),
            ("qs_log_level", text(.level)), ("qs_host", text(.host)), ("qs_subsystem", text(.subsystem)),
            ("qs_windows_user", text(.windowsUser)), ("qs_message", text(.message)),
            ("qs_exception_message", text(.exceptionMessage)), ("qs_user_full", text(.userFull)),
            ("qs_user_directory", text(.userDirectory)), ("qs_user_id", text(.userID)), ("qs_command", text(.command)),
            ("qs_result_code", text(.resultCode)), ("qs_origin", text(.origin)), ("qs_context", text(.context)),
            ("qs_task_name", text(.taskName)), ("qs_app_name", text(.appName)), ("qs_task_id", text(.taskID)),
            ("qs_app_id", text(.appID)), ("qs_execution_id", text(.executionID)),
            ("qs_proxy_session_id", text(.proxySessionID)), ("qs_engine_ts", text(.engineTime)),
            ("qs_process_id", text(.processID)), ("qs_engine_exe_version", text(.engineVersion)),
            ("qs_server_started", text(.serverStarted)), ("qs_entry_type", text(.entryType)),
            ("qs_session_id", text(.sessionID)),
        ]
    }
}
