// SPDX-License-Identifier: MIT

/// A row of the log database that older Sense sites have.
package struct LogDatabaseEntry: Sendable, Equatable {
    /// How bad it is, as the database spells it.
    package enum Level: String, Sendable, CaseIterable {
        case error = "ERROR"
        case warning = "WARN"
        case information = "INFO"
    }

    /// The row's number, which no other row of the database has.
    package var id: Int64
    /// When it was logged, by the clock of the host that did.
    package var time: Timestamp
    package var level: Level
    /// The host as the log database knows it.
    package var processHost: String
    package var processName: String
    /// Empty if the row has none.
    package var message: String
    /// The server whose `logDbHost` is the host of the row; `nil` if there is none.
    package var server: MonitoredServer?

    package init(
        id: Int64, time: Timestamp, level: Level, processHost: String, processName: String, message: String,
        server: MonitoredServer?
    ) {
        self.id = id
        self.time = time
        self.level = level
        self.processHost = processHost
        self.processName = processName
        self.message = message
        self.server = server
    }
}

extension LogDatabaseEntry {
    /// The point of the row; `nil` if it is no configured server's.
    package var measurement: Measurement? {
        guard let server else { return nil }
        let own = [
            Tag("host", processHost), Tag("server_name", server.name), Tag("server_description", server.description),
            Tag("source_process", processName), Tag("log_level", level.rawValue),
        ]
        return Measurement(
            "log_event", tags: own.with(server.extraTags), fields: [.init("message", .text(message))], time: pointTime)
    }

    /// The millisecond of the row, and within it a nanosecond that follows from its number.
    ///
    /// Rows that one process logs in the same instant stay different points, and the same row is the same point each time.
    var pointTime: Timestamp {
        let millisecond: Int64 = 1_000_000
        let remainder = time.nanoseconds % millisecond
        let start = time.nanoseconds - (remainder < 0 ? remainder + millisecond : remainder)
        let offset = id % millisecond
        return Timestamp(nanoseconds: start + (offset < 0 ? offset + millisecond : offset))
    }
}
