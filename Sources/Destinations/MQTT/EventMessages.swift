// SPDX-License-Identifier: MIT

import MQTT
import Monitoring

/// Makes the messages of events: the same payload to each topic that wants it.
struct EventMessages: Sendable {
    /// Far more than Sense has, and far less than brokers take: the dots of a longer name stay dots.
    private static let maximumSubsystemLevels = 90

    private struct UserTopics: Sendable {
        let everything: [UInt8]?
        /// By the command, to the letter.
        let byCommand: [(command: [UInt8], topic: [UInt8])]
        let tags: [Tag]
        let areVersion5: Bool
    }

    private struct LogTopics: Sendable {
        let base: [UInt8]
        let usesBase: Bool
        /// Ends with a slash; `nil` if there are no topics for subsystems.
        let subsystemBase: [UInt8]?
        let tags: [Tag]
    }

    private let user: UserTopics?
    private let log: LogTopics?

    init(_ configuration: MQTTConfiguration) {
        user = configuration.userEvents.map { events in
            let topics = [
                ("Start session", events.sessionStart), ("Stop session", events.sessionStop),
                ("Open connection", events.connectionOpen), ("Close connection", events.connectionClose),
            ]
            return UserTopics(
                everything: events.everything.map { Array($0.utf8) },
                byCommand: topics.compactMap { command, topic in topic.map { (Array(command.utf8), Array($0.utf8)) } },
                tags: events.tags, areVersion5: events.areVersion5)
        }
        log = configuration.logEvents.map { events in
            let slash = events.baseTopic.hasSuffix("/") ? "" : "/"
            return LogTopics(
                base: Array(events.baseTopic.utf8), usesBase: events.usesBaseTopic,
                subsystemBase: events.usesSubsystemTopics ? Array((events.baseTopic + slash).utf8) : nil,
                tags: events.tags)
        }
    }

    func messages(of event: UserEvent) -> [MQTTMessage] {
        guard let user else { return [] }
        let topic = event.fields.withBytes(of: UserEvent.Field.command.rawValue) { command in
            user.byCommand.first { $0.command.elementsEqual(command) }?.topic
        }
        guard user.everything != nil || topic != nil else { return [] }
        var payload: [UInt8] = []
        event.appendJSON(to: &payload, tags: user.tags, asVersion5: user.areVersion5)
        return [user.everything, topic].compactMap { $0.map { MQTTMessage($0, payload) } }
    }

    func messages(of event: LogEvent) -> [MQTTMessage] {
        guard let log, log.usesBase || log.subsystemBase != nil else { return [] }
        var payload: [UInt8] = []
        event.appendJSON(to: &payload, tags: log.tags)
        let subsystem = log.subsystemBase.flatMap { Self.topic(of: event, below: $0) }
        // Without a subsystem there is but one topic, and nobody wants the event twice there.
        let base = log.usesBase || subsystem == nil ? log.base : nil
        return [base, subsystem].compactMap { $0.map { MQTTMessage($0, payload) } }
    }

    /// `Audit.Proxy.Core` becomes `…/audit/proxy/core`; `nil` without a subsystem.
    private static func topic(of event: LogEvent, below base: [UInt8]) -> [UInt8]? {
        event.fields.withBytes(of: LogEvent.Field.subsystem.rawValue) { subsystem in
            guard !subsystem.isEmpty else { return nil }
            guard subsystem.allSatisfy({ $0 < 0x80 }) else {
                let text = MQTTTopic.part(String(decoding: subsystem, as: UTF8.self).lowercased())
                return topic(Array(text.utf8), below: base)
            }
            return topic(subsystem, below: base)
        }
    }

    private static func topic(_ subsystem: some Collection<UInt8>, below base: [UInt8]) -> [UInt8] {
        var topic: [UInt8] = []
        topic.reserveCapacity(base.count + subsystem.count)
        topic += base
        var levels = 1
        for byte in subsystem {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): topic.append(byte | 0x20)
            case UInt8(ascii: ".") where levels < maximumSubsystemLevels:
                topic.append(UInt8(ascii: "/"))
                levels += 1
            // A slash would be a level, too, of which there may be too many.
            case UInt8(ascii: "/") where levels >= maximumSubsystemLevels: topic.append(UInt8(ascii: "_"))
            case UInt8(ascii: "/"):
                topic.append(byte)
                levels += 1
            case 0x80...: topic.append(byte)
            default: topic.append(MQTTTopic.isPlain(byte) ? byte : UInt8(ascii: "_"))
            }
        }
        return topic
    }
}
