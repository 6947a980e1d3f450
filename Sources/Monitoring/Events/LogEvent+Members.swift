// SPDX-License-Identifier: MIT

extension LogEvent {
    /// A member of the JSON of an event, beside those that all have.
    package enum Member: Sendable {
        case text(Field)
        case figure(Performance.Figure)
        case activitySource

        package var name: String {
            switch self {
            case .text(let field): field.name
            case .figure(let figure): figure.rawValue
            case .activitySource: Performance.activitySourceName
            }
        }
    }
}

extension LogEvent.Source {
    /// The members of the JSON of its events in the order of the original, after `source` and `log_row`.
    package var members: [LogEvent.Member] {
        let common = Self.texts(.isoTime, .localTime, .level, .host, .subsystem, .windowsUser)
        switch self {
        case .engine:
            return common
                + Self.texts(
                    .message, .proxySessionID, .userDirectory, .userID, .engineTime, .processID, .engineVersion,
                    .serverStarted, .entryType, .sessionID, .appID, .userFull)
        case .proxy, .repository:
            return common
                + Self.texts(
                    .message, .exceptionMessage, .userDirectory, .userID, .command, .resultCode, .origin, .context,
                    .userFull)
        case .scheduler:
            return common
                + Self.texts(
                    .message, .exceptionMessage, .userDirectory, .userID, .userFull, .taskName, .appName, .taskID,
                    .appID, .executionID)
        case .performance:
            return common
                + Self.texts(.proxySessionID, .userDirectory, .userID, .engineTime, .sessionID, .appID, .appName)
                + Self.figures(.requestID) + Self.texts(.method)
                + Self.figures(.processTime, .workTime, .lockTime, .validateTime, .traverseTime, .handle)
                + Self.texts(.objectID) + Self.figures(.netRAM, .peakRAM) + Self.texts(.objectType)
                + [.activitySource] + Self.texts(.userFull)
        }
    }

    private static func texts(_ fields: LogEvent.Field...) -> [LogEvent.Member] { fields.map { .text($0) } }

    private static func figures(_ figures: LogEvent.Performance.Figure...) -> [LogEvent.Member] {
        figures.map { .figure($0) }
    }
}
