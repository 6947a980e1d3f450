// SPDX-License-Identifier: MIT

// What each kind of event looks like, field by field; the monitor reads them by position.
extension EventLayout {
    static let session = EventLayout(type: "/qseow-proxy-session/", items: userItems)
    static let connection = EventLayout(type: "/qseow-proxy-connection/", items: userItems)

    static let engine = EventLayout(
        type: "/qseow-engine/",
        items: head + [.encodedMessage]
            + properties(
                "ProxySessionId", "ActiveUserDirectory", "ActiveUserId", "EngineTimestamp", "ProcessId", "Exe Version",
                "Server Started", "Entry Type", "SessionId", "AppId"))

    static let performance = EventLayout(
        type: "/qseow-qix-perf/",
        items: head
            + properties(
                "ProxySessionId", "ActiveUserDirectory", "ActiveUserId", "EngineTimestamp", "SessionId", "DocId",
                "RequestId", "Method", "ProcessTime", "WorkTime", "LockTime", "ValidateTime", "TraverseTime", "Handle",
                "ObjectId", "NetRAM", "PeakRAM", "ObjectType"))

    static let proxy = EventLayout(type: "/qseow-proxy/", items: requestItems)
    static let repository = EventLayout(type: "/qseow-repository/", items: requestItems)

    static let scheduler = EventLayout(
        type: "/qseow-scheduler/",
        items: head + texts
            + properties(
                "UserDirectory", "UserId", "User", "TaskName", "AppName", "TaskId", "AppId", "ExecutionId"))

    private static let userItems: [LayoutItem] =
        [.hostName] + properties("Command", "UserDirectory", "UserId", "Origin", "Context") + [.message]

    private static let requestItems: [LayoutItem] =
        head + texts + properties("UserDirectory", "UserId", "Command", "Result", "Origin", "Context")

    private static let head: [LayoutItem] = [
        .rowNumber, .isoTime, .localTime, .level, .hostName, .logger, .windowsUser,
    ]
    private static let texts: [LayoutItem] = [.encodedMessage, .encodedException]

    private static func properties(_ names: String...) -> [LayoutItem] { names.map(LayoutItem.property) }
}
