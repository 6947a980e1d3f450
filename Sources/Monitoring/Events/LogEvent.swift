// SPDX-License-Identifier: MIT

/// A line that a Sense service logs, or what the engine measured while it answered a call.
package struct LogEvent: Sendable, Equatable {
    package enum Source: String, Sendable, CaseIterable {
        case engine = "qseow-engine"
        case proxy = "qseow-proxy"
        case repository = "qseow-repository"
        case scheduler = "qseow-scheduler"
        case performance = "qseow-qix-perf"
    }

    /// Where each text is in `fields`, the same for all sources. What a source does not tell is empty.
    package enum Field: Int, Sendable, CaseIterable {
        case isoTime, localTime, level, host, subsystem, windowsUser, message, exceptionMessage, proxySessionID
        case userDirectory, userID
        /// `DIRECTORY\id` if both are known.
        case userFull
        // Proxy and repository.
        case command, resultCode, origin, context
        // Engine and its performance events.
        case engineTime, processID, engineVersion, serverStarted, entryType, sessionID, appID, appName
        // Scheduler; app ID and name, too.
        case taskName, taskID, executionID
        // Performance events.
        case method, objectID, objectType
    }

    package var source: Source
    package var fields: EventFields
    /// The number of the row in the service's log; -1 if it is not told.
    package var logRow: Int
    /// `nil` but for performance events.
    package var performance: Performance?
    /// `nil` if events do not get categories.
    package var categories: [Tag]?
    package var receivedAt: Timestamp

    /// What the engine measured. Times are in milliseconds; one that is not a number is `nil`.
    package struct Performance: Sendable, Equatable {
        /// -99 if it is not told.
        package var requestID = -99
        /// -99 if it is not told.
        package var handle = -99
        /// In bytes; -1 if it is not told.
        package var netRAM = -1
        /// In bytes; -1 if it is not told.
        package var peakRAM = -1
        package var processTime: Double?
        package var workTime: Double?
        package var lockTime: Double?
        package var validateTime: Double?
        package var traverseTime: Double?
        /// False for what the engine does without a user's session, a reload for example.
        package var isUserActivity = true

        package init() {}

        /// `user` or `non-user`.
        package var activitySource: StaticString { isUserActivity ? "user" : "non-user" }
    }

    package init(
        _ source: Source, fields: EventFields, logRow: Int, performance: Performance? = nil, categories: [Tag]? = nil,
        at time: Timestamp
    ) {
        self.source = source
        self.fields = fields
        self.logRow = logRow
        self.performance = performance
        self.categories = categories
        receivedAt = time
    }

    package func range(_ field: Field) -> Range<Int> { fields.range(field.rawValue) }
    package func isEmpty(_ field: Field) -> Bool { fields.isEmpty(field.rawValue) }
    package func text(_ field: Field) -> String { fields.text(field.rawValue) }
}
