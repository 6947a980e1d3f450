// SPDX-License-Identifier: MIT

import Monitoring

/// How the datagrams of one source are read: which field of a datagram becomes which text of an event.
struct LogEventPlan: Sendable {
    let source: LogEvent.Source
    /// How many fields a datagram has, the type included.
    let fieldCount: Int
    let steps: [Step]

    struct Step: Sendable {
        let index: Int
        let field: LogEvent.Field
        let rule: Rule

        init(_ index: Int, _ field: LogEvent.Field, _ rule: Rule) {
            self.index = index
            self.field = field
            self.rule = rule
        }
    }

    enum Rule: Sendable {
        /// So many characters at most.
        case text(Int)
        /// A GUID in lower case, else nothing.
        case guid
        /// A time in one of the appenders' formats, else nothing.
        case time
    }

    init(_ source: LogEvent.Source) {
        self.source = source
        switch source {
        case .engine: (fieldCount, steps) = (19, Self.engine)
        case .proxy, .repository: (fieldCount, steps) = (16, Self.proxyAndRepository)
        case .scheduler: (fieldCount, steps) = (18, Self.scheduler)
        case .performance: (fieldCount, steps) = (26, Self.performance)
        }
    }

    /// The field that all sources have the number of the row in.
    static let logRow = 1
    /// The field that all but performance events have the message in, semicolons included.
    static let message = 8

    /// -1 if there is no number, or for the engine none above zero.
    func logRow(_ field: UnsafeRawBufferPointer) -> Int {
        guard let row = FieldNumber.integer(field), source != .engine || row > 0 else { return -1 }
        return row
    }

    private static func common(_ times: Rule) -> [Step] {
        [
            Step(2, .isoTime, times), Step(3, .localTime, times), Step(4, .level, .text(20)),
            Step(5, .host, .text(100)), Step(6, .subsystem, .text(200)), Step(7, .windowsUser, .text(100)),
        ]
    }

    private static let engine =
        common(.time) + [
            Step(8, .message, .text(1000)), Step(9, .proxySessionID, .guid), Step(10, .userDirectory, .text(100)),
            Step(11, .userID, .text(100)), Step(12, .engineTime, .text(50)), Step(13, .processID, .guid),
            Step(14, .engineVersion, .text(50)), Step(15, .serverStarted, .text(50)), Step(16, .entryType, .text(50)),
            Step(17, .sessionID, .guid), Step(18, .appID, .guid),
        ]

    private static let proxyAndRepository =
        common(.time) + [
            Step(8, .message, .text(1000)), Step(9, .exceptionMessage, .text(1000)),
            Step(10, .userDirectory, .text(100)), Step(11, .userID, .text(100)), Step(12, .command, .text(200)),
            Step(13, .resultCode, .text(50)), Step(14, .origin, .text(200)), Step(15, .context, .text(200)),
        ]

    private static let scheduler =
        common(.time) + [
            Step(8, .message, .text(1000)), Step(9, .exceptionMessage, .text(1000)),
            Step(10, .userDirectory, .text(100)), Step(11, .userID, .text(100)), Step(12, .userFull, .text(200)),
            Step(13, .taskName, .text(200)), Step(14, .appName, .text(200)), Step(15, .taskID, .guid),
            Step(16, .appID, .guid), Step(17, .executionID, .guid),
        ]

    /// The original does not check the times of performance events.
    private static let performance =
        common(.text(50)) + [
            Step(8, .proxySessionID, .guid), Step(9, .userDirectory, .text(100)), Step(10, .userID, .text(100)),
            Step(11, .engineTime, .text(50)), Step(12, .sessionID, .guid), Step(13, .appID, .guid),
            Step(15, .method, .text(100)), Step(22, .objectID, .text(100)), Step(25, .objectType, .text(100)),
        ]
}

extension LogEvent.Source {
    /// Reads the first field of a datagram in either case, with both slashes.
    init?(prefix: UnsafeRawBufferPointer) {
        let name: StaticString
        // All names differ in length.
        switch prefix.count {
        case 14: (self, name) = (.engine, "/qseow-engine/")
        case 13: (self, name) = (.proxy, "/qseow-proxy/")
        case 18: (self, name) = (.repository, "/qseow-repository/")
        case 17: (self, name) = (.scheduler, "/qseow-scheduler/")
        case 16: (self, name) = (.performance, "/qseow-qix-perf/")
        default: return nil
        }
        for offset in prefix.indices where ASCII.lowercase(prefix[offset]) != name.utf8Start[offset] { return nil }
    }
}
