// SPDX-License-Identifier: MIT

import Monitoring
import SenseDatagrams
import Testing

@testable import ButlerSOS

@Suite struct LogAppenderFileTests {
    private func file(_ service: LoggingService, host: String = "monitor.acme.test") throws -> ReadAppenderFile {
        var target = EventTarget(host: host)
        target.userPort = 19_997
        target.logPort = 19_996
        return try #require(ReadAppenderFile(LogAppenderFile(service: service, target: target).text))
    }

    static let loggers: [(LoggingService, [String: [String]])] = [
        (
            .engine,
            [
                "Performance.Engine": ["ButlerSOSLog"], "System.Engine": ["ButlerSOSLog"],
                "Session.Engine": ["ButlerSOSLog"], "QixPerformance.Engine.Engine": ["ButlerSOSPerformance"],
            ]
        ),
        (
            .proxy,
            [
                "AuditActivity.Proxy": ["ButlerSOSSessions", "ButlerSOSConnections"], "Audit.Proxy": ["ButlerSOSLog"],
                "AuditSecurity": ["ButlerSOSLog"], "Security.Proxy": ["ButlerSOSLog"], "System.Proxy": ["ButlerSOSLog"],
            ]
        ),
        (
            .repository,
            [
                "Service": ["ButlerSOSLog"], "System.Repository": ["ButlerSOSLog"],
                "UserManagement.Repository": ["ButlerSOSLog"],
            ]
        ),
        (.scheduler, ["Service": ["ButlerSOSLog"], "System.Scheduler": ["ButlerSOSLog"]]),
    ]

    @Test(arguments: loggers)
    func `listens to the right parts of the log`(service: LoggingService, loggers: [String: [String]]) throws {
        let file = try file(service)
        #expect(file.root == "configuration")
        #expect(file.loggers == loggers)
        #expect(Set(file.loggers.values.joined()) == Set(file.appenders.map(\.name)))
    }

    @Test(arguments: LoggingService.allCases)
    func `sends text in UTF-8 to the ports of the monitor`(service: LoggingService) throws {
        for appender in try file(service).appenders {
            #expect(appender.type == "log4net.Appender.UdpAppender")
            #expect(appender.layout == "log4net.Layout.PatternLayout")
            #expect(appender.parameters["encoding"] == "utf-8")
            #expect(appender.parameters["remoteAddress"] == "monitor.acme.test")
            let isUserEvent = appender.pattern.hasPrefix("/qseow-proxy-")
            #expect(appender.parameters["remotePort"] == (isUserEvent ? "19997" : "19996"))
        }
    }

    @Test(arguments: LoggingService.allCases)
    func `has its parts in the order that Sense demands`(service: LoggingService) throws {
        let order = ["filter", "param", "layout"]
        for appender in try file(service).appenders {
            let places = appender.children.map { order.firstIndex(of: $0) ?? -1 }
            #expect(places == places.sorted() && !places.contains(-1))
            #expect(appender.children.count { $0 == "layout" } == 1)
        }
    }

    @Test func `sends warnings of all services, and everything of what the engine measures`() throws {
        for service in LoggingService.allCases {
            for appender in try file(service).appenders where appender.filters.isEmpty {
                let isPerformance = appender.name == "ButlerSOSPerformance"
                #expect(appender.parameters["threshold"] == (isPerformance ? "info" : "warn"))
            }
        }
    }

    @Test func `picks user events by their messages`() throws {
        func filters(_ texts: String...) -> [[String]] {
            texts.map { ["log4net.Filter.StringMatchFilter", $0] } + [["log4net.Filter.DenyAllFilter"]]
        }
        let appenders = try file(.proxy).appenders
        #expect(
            appenders.map(\.filters) == [
                filters("Start session for user", "Stop session for user"),
                filters("connection Opened for session", "connection Closed for session"), [],
            ])
        #expect(appenders.map { $0.parameters["threshold"] } == [nil, nil, "warn"])
    }

    @Test(arguments: LoggingService.allCases)
    func `names the class of every item that log4net does not know`(service: LoggingService) throws {
        let classes = [
            "rownum": "CounterPatternConverter", "hostname": "HostNamePatternConverter",
            "longIso8601date": "Iso8601TimeOffsetPatternConverter", "user": "ServiceUserNameCachedPatternConverter",
            "encodedmessage": "EncodedMessagePatternConverter", "encodedexception": "EncodedExceptionPatternConverter",
        ].mapValues { "Qlik.Sense.Logging.log4net.Layout.Pattern.\($0)" }
        let known: Set = ["date", "level", "logger", "message", "property"]
        for appender in try file(service).appenders {
            let names = appender.pattern.split(separator: ";").dropFirst().map { item in
                String(item.dropFirst().prefix { $0 != "{" })
            }
            let unknown = Set(names).subtracting(known)
            #expect(appender.converters == classes.filter { unknown.contains($0.key) })
            #expect(unknown.isSubset(of: classes.keys))
        }
    }

    @Test func `keeps a host whatever is in it`() throws {
        let host = #"a"b<c>&'d--e"#
        for service in LoggingService.allCases {
            #expect(try file(service, host: host).appenders.allSatisfy { $0.parameters["remoteAddress"] == host })
        }
    }

    @Test func `ends its lines as Windows does`() {
        let text = LogAppenderFile(service: .engine, target: EventTarget(host: "a")).text
        #expect(text.utf8.count { $0 == 0x0A } == text.utf8.count { $0 == 0x0D })
        #expect(text.replacing("\r\n", with: "").utf8.allSatisfy { $0 >= 0x20 })
    }
}
