// SPDX-License-Identifier: MIT

import Logging

/// Makes one `LogLine` of each message and hands it to the log of the program.
struct LineLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    private let log: ProgramLog
    /// Set for this logger alone; else the program's level counts, also when it changes.
    private var ownLevel: Logger.Level?

    init(_ log: ProgramLog) { self.log = log }

    var logLevel: Logger.Level {
        get { ownLevel ?? log.level.level }
        set { ownLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let given = event.metadata { all.merge(given) { _, new in new } }
        let fields = all.map { LogLine.Field(name: $0.key, value: $0.value.description) }
        log.write(LogLine(level: LogLevel(event.level), message: event.message.description, fields: fields))
    }
}
