// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams
import Testing

@testable import ButlerSOS

@Suite struct EventLayoutTests {
    private static let layouts: [(EventLayout, Int)] = [
        (.session, 8), (.connection, 8), (.engine, 19), (.proxy, 16), (.repository, 16), (.scheduler, 18),
        (.performance, 26),
    ]

    /// What a service would write for an item.
    private func sample(_ item: LayoutItem) -> String {
        switch item {
        case .rowNumber: "17"
        case .hostName: "qs-host"
        case .isoTime: "20260310T101500.123+0100"
        case .localTime: "2026-03-10 10:15:00,123"
        case .level: "WARN"
        case .logger: "System.Some.Logger"
        case .windowsUser: "ACME\\service"
        case .message, .encodedMessage: "the message"
        case .encodedException: "the exception"
        case .property(let name): Self.identifiers[name] ?? "p-\(name)"
        }
    }

    private static let identifiers = Dictionary(
        uniqueKeysWithValues: ["ProxySessionId", "ProcessId", "SessionId", "AppId", "DocId", "TaskId", "ExecutionId"]
            .enumerated().map { ($1, "00000000-0000-4000-8000-00000000000\($0)") })

    /// What an appender would send, or the same with some fields less.
    private func datagram(_ layout: EventLayout, without missing: Int = 0) -> String {
        ([layout.type] + layout.items.dropLast(missing).map(sample)).joined(separator: ";")
    }

    private func log(_ layout: EventLayout, without missing: Int = 0) -> LogEventParser.Result {
        let parser = LogEventParser(
            rules: LogEventRules(
                sources: Set(LogEvent.Source.allCases),
                performance: PerformanceRules(looksUpAppNames: false, allApps: PerformanceFilter())))
        return Array(datagram(layout, without: missing).utf8).withUnsafeBytes {
            parser.parse($0, at: Timestamp(nanoseconds: 0), appNames: nil)
        }
    }

    private func user(_ layout: EventLayout, without missing: Int = 0) -> UserEventParser.Result {
        var parser = UserEventParser()
        return Array(datagram(layout, without: missing).utf8).withUnsafeBytes {
            parser.parse($0, at: Timestamp(nanoseconds: 0), appNames: nil)
        }
    }

    @Test(arguments: layouts)
    func `has as many fields as the monitor reads`(layout: EventLayout, count: Int) {
        #expect(layout.pattern.split(separator: ";", omittingEmptySubsequences: false).count == count)
    }

    @Test(arguments: layouts.dropFirst(2).map(\.0))
    func `is read as a log event, and not with a field less`(layout: EventLayout) {
        guard case .event(let event) = log(layout) else {
            Issue.record("no event")
            return
        }
        #expect("/\(event.source.rawValue)/" == layout.type)
        #expect(event.logRow == 17)
        for (field, text) in [
            (LogEvent.Field.isoTime, "20260310T101500.123+0100"), (.localTime, "2026-03-10 10:15:00,123"),
            (.level, "WARN"), (.host, "qs-host"), (.subsystem, "System.Some.Logger"), (.windowsUser, "ACME\\service"),
        ] {
            #expect(event.text(field) == text)
        }
        guard case .rejected(.tooFewFields, _) = log(layout, without: 1) else {
            Issue.record("a field less is taken, too")
            return
        }
    }

    @Test(arguments: [EventLayout.session, .connection])
    func `is read as a user event, which nothing but the message may be missing from`(layout: EventLayout) {
        guard case .event(let event) = user(layout) else {
            Issue.record("no event")
            return
        }
        #expect("/\(event.kind.rawValue)/" == layout.type)
        for (field, text) in [
            (UserEvent.Field.host, "qs-host"), (.command, "p-Command"), (.userDirectory, "p-UserDirectory"),
            (.userID, "p-UserId"), (.origin, "p-Origin"), (.context, "p-Context"), (.message, "the message"),
        ] {
            #expect(event.text(field) == text)
        }
        guard case .rejected(.tooFewFields, _) = user(layout, without: 2) else {
            Issue.record("without its context it is taken, too")
            return
        }
    }

    private static let properties: [(EventLayout, [LogEvent.Field: String])] = [
        (
            .engine,
            [
                .message: "the message", .proxySessionID: "ProxySessionId", .userDirectory: "ActiveUserDirectory",
                .userID: "ActiveUserId", .engineTime: "EngineTimestamp", .processID: "ProcessId",
                .engineVersion: "Exe Version", .serverStarted: "Server Started", .entryType: "Entry Type",
                .sessionID: "SessionId", .appID: "AppId",
            ]
        ),
        (
            .proxy,
            [
                .message: "the message", .exceptionMessage: "the exception", .userDirectory: "UserDirectory",
                .userID: "UserId", .command: "Command", .resultCode: "Result", .origin: "Origin", .context: "Context",
            ]
        ),
        (
            .scheduler,
            [
                .message: "the message", .exceptionMessage: "the exception", .userDirectory: "UserDirectory",
                .userID: "UserId", .taskName: "TaskName", .appName: "AppName", .taskID: "TaskId", .appID: "AppId",
                .executionID: "ExecutionId",
            ]
        ),
        (
            .performance,
            [
                .proxySessionID: "ProxySessionId", .userDirectory: "ActiveUserDirectory", .userID: "ActiveUserId",
                .engineTime: "EngineTimestamp", .sessionID: "SessionId", .appID: "DocId", .method: "Method",
                .objectID: "ObjectId", .objectType: "ObjectType",
            ]
        ),
    ]

    @Test(arguments: properties)
    func `has each property where the monitor looks for it`(layout: EventLayout, fields: [LogEvent.Field: String]) {
        guard case .event(let event) = log(layout) else {
            Issue.record("no event")
            return
        }
        for (field, name) in fields {
            let expected = name.hasPrefix("the ") ? name : Self.identifiers[name] ?? "p-\(name)"
            #expect(event.text(field) == expected, "\(field)")
        }
    }
}
