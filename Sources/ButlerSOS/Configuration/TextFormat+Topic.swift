// SPDX-License-Identifier: MIT

import ConfigurationFile
import MQTT

extension TextFormat {
    /// What is left of the protocol's limits is for what is appended.
    private static let topicLimit = 1000
    private static let topicLevels = 100

    /// A topic that can be published to.
    static let topic = TextFormat("an MQTT topic: 1 to 1000 bytes, without # and +", isTrimmed: false) { text in
        MQTTTopic.mistake(in: text) == nil && isShort(text)
    }

    /// A text that topics start with; may be empty.
    static let topicStart = TextFormat(
        "the start of MQTT topics: at most 1000 bytes, without # and +", isTrimmed: false
    ) { text in
        text.isEmpty || MQTTTopic.mistake(in: text) == nil && isShort(text)
    }

    private static func isShort(_ topic: String) -> Bool {
        topic.utf8.count <= topicLimit && topic.utf8.count { $0 == UInt8(ascii: "/") } < topicLevels
    }

    /// What an MQTT client calls itself; may be empty.
    static let clientID = TextFormat("at most 100 printable ASCII characters") { text in
        text.utf8.count <= 100 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
