// SPDX-License-Identifier: MIT

package import MQTT
package import Monitoring

/// Which broker is published to, and what.
package struct MQTTConfiguration: Sendable {
    package var broker: MQTTBroker
    /// What the topics of health and sessions start with, to the letter.
    package var baseTopic: String
    /// The broker keeps the newest health and session figures for those who come later.
    package var retainsFigures: Bool
    /// The configuration is one of version 5 of the original, whose messages differ in places.
    package var isVersion5: Bool
    /// `nil` publishes no user events.
    package var userEvents: UserEvents?
    /// `nil` publishes no log events.
    package var logEvents: LogEvents?

    /// The folder for messages that wait on disk.
    package static let spoolName = "mqtt"

    package init(
        broker: MQTTBroker, baseTopic: String, retainsFigures: Bool = false, isVersion5: Bool = false,
        userEvents: UserEvents? = nil, logEvents: LogEvents? = nil
    ) {
        self.broker = broker
        self.baseTopic = baseTopic
        self.retainsFigures = retainsFigures
        self.isVersion5 = isVersion5
        self.userEvents = userEvents
        self.logEvents = logEvents
    }

    /// The whole topics of user events, each `nil` if nothing is published there.
    package struct UserEvents: Sendable {
        package var everything: String?
        package var sessionStart: String?
        package var sessionStop: String?
        package var connectionOpen: String?
        package var connectionClose: String?
        /// The fixed tags of each event.
        package var tags: [Tag]
        /// The payload is that of version 5 of the original.
        package var areVersion5: Bool

        package init(
            everything: String? = nil, sessionStart: String? = nil, sessionStop: String? = nil,
            connectionOpen: String? = nil, connectionClose: String? = nil, tags: [Tag] = [], areVersion5: Bool = false
        ) {
            self.everything = everything
            self.sessionStart = sessionStart
            self.sessionStop = sessionStop
            self.connectionOpen = connectionOpen
            self.connectionClose = connectionClose
            self.tags = tags
            self.areVersion5 = areVersion5
        }
    }

    package struct LogEvents: Sendable {
        package var baseTopic: String
        package var usesBaseTopic: Bool
        package var usesSubsystemTopics: Bool
        /// The fixed tags of each event.
        package var tags: [Tag]

        package init(baseTopic: String, usesBaseTopic: Bool = true, usesSubsystemTopics: Bool = true, tags: [Tag] = [])
        {
            self.baseTopic = baseTopic
            self.usesBaseTopic = usesBaseTopic
            self.usesSubsystemTopics = usesSubsystemTopics
            self.tags = tags
        }
    }
}
