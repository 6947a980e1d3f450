// SPDX-License-Identifier: MIT

extension LogEvent.Field {
    /// What the original calls it everywhere: in tags, fields and JSON.
    package var name: String {
        switch self {
        case .isoTime: "ts_iso"
        case .localTime: "ts_local"
        case .level: "level"
        case .host: "host"
        case .subsystem: "subsystem"
        case .windowsUser: "windows_user"
        case .message: "message"
        case .exceptionMessage: "exception_message"
        case .proxySessionID: "proxy_session_id"
        case .userDirectory: "user_directory"
        case .userID: "user_id"
        case .userFull: "user_full"
        case .command: "command"
        case .resultCode: "result_code"
        case .origin: "origin"
        case .context: "context"
        case .engineTime: "engine_ts"
        case .processID: "process_id"
        case .engineVersion: "engine_exe_version"
        case .serverStarted: "server_started"
        case .entryType: "entry_type"
        case .sessionID: "session_id"
        case .appID: "app_id"
        case .appName: "app_name"
        case .taskName: "task_name"
        case .taskID: "task_id"
        case .executionID: "execution_id"
        case .method: "method"
        case .objectID: "object_id"
        case .objectType: "object_type"
        }
    }
}

extension LogEvent.Performance {
    /// The numbers of a performance event, under the names of the original.
    package enum Figure: String, Sendable, CaseIterable {
        case requestID = "request_id"
        case handle = "handle"
        case netRAM = "net_ram"
        case peakRAM = "peak_ram"
        case processTime = "process_time"
        case workTime = "work_time"
        case lockTime = "lock_time"
        case validateTime = "validate_time"
        case traverseTime = "traverse_time"
    }

    /// The name of `activitySource`.
    package static let activitySourceName = "event_activity_source"
}
