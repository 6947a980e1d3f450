// SPDX-License-Identifier: MIT

package import Destinations

extension MonitorConfiguration {
    /// `nil` if MQTT is switched off. The client ID may be empty.
    package var mqttConfiguration: MQTTConfiguration? {
        guard mqtt.isEnabled else { return nil }
        var configuration = MQTTConfiguration(
            broker: mqtt.broker, baseTopic: mqtt.baseTopic, retainsFigures: mqtt.retainsFigures,
            isVersion5: mqtt.isVersion5)
        let (users, logs) = (userEvents.mqtt, logEvents.mqtt)
        if userEvents.isEnabled, users.isEnabled {
            configuration.userEvents = MQTTConfiguration.UserEvents(
                everything: users.everything, sessionStart: users.sessionStart, sessionStop: users.sessionStop,
                connectionOpen: users.connectionOpen, connectionClose: users.connectionClose, tags: userEvents.tags,
                areVersion5: users.areVersion5)
        }
        if logEvents.sources.isAnyOn, logs.isEnabled, logs.postsToBaseTopic || logs.postsToSubsystemTopics {
            configuration.logEvents = MQTTConfiguration.LogEvents(
                baseTopic: logs.baseTopic, usesBaseTopic: logs.postsToBaseTopic,
                usesSubsystemTopics: logs.postsToSubsystemTopics, tags: logEvents.tags)
        }
        return configuration
    }
}
