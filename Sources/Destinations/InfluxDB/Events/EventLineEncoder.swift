// SPDX-License-Identifier: MIT

import Monitoring
import Synchronization

/// Makes a line of line protocol of an event, straight from the event's bytes: no measurement, no texts in between.
///
/// Follows the rules of `LineProtocolEncoder` for what the protocol cannot carry.
struct EventLineEncoder: Sendable {
    private let userEvents: UserEventLines
    private let engine: LogEventLines
    private let proxy: LogEventLines
    private let repository: LogEventLines
    private let scheduler: LogEventLines
    private let performance: LogEventLines
    private let desk = Desk()

    /// Where lines are written before they are copied: as long as the longest one so far, and used by one at a time.
    private final class Desk: Sendable {
        private let text = Mutex(LineText(capacity: 4096))

        func line(_ write: (inout LineText) -> Bool) -> [UInt8]? {
            text.withLock { text in
                text.rewind(to: 0)
                return write(&text) ? text.bytes : nil
            }
        }
    }

    /// - Parameters:
    ///   - userEventTags: the configured tags of user events.
    ///   - logEventTags: those of log events, which replace categories of the same name.
    ///   - tagsInRawEvent: the field `raw_event` has the configured tags as well, as what goes to MQTT does.
    init(
        dialect: InfluxDBDialect, userEventTags: [Tag] = [], logEventTags: [Tag] = [], tagsInRawEvent: Bool = false
    ) {
        userEvents = UserEventLines(tags: userEventTags, dialect: dialect)
        func lines(_ source: LogEvent.Source) -> LogEventLines {
            LogEventLines(source, tags: logEventTags, dialect: dialect, tagsInRawEvent: tagsInRawEvent)
        }
        engine = lines(.engine)
        proxy = lines(.proxy)
        repository = lines(.repository)
        scheduler = lines(.scheduler)
        performance = lines(.performance)
    }

    /// The line without its line break; `nil` for an event without host, command, directory, user or origin, which the
    /// caller counts.
    func encode(_ event: UserEvent) -> [UInt8]? { desk.line { userEvents.write(event, to: &$0) } }

    /// The line without its line break.
    func encode(_ event: LogEvent) -> [UInt8] {
        let line = desk.line { line in
            switch event.source {
            case .engine: engine.write(event, to: &line)
            case .proxy: proxy.write(event, to: &line)
            case .repository: repository.write(event, to: &line)
            case .scheduler: scheduler.write(event, to: &line)
            case .performance: performance.write(event, to: &line)
            }
            return true
        }
        return line ?? []
    }
}
