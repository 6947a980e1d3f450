// SPDX-License-Identifier: MIT

import MQTT
import Testing

@Suite struct MQTTTopicTests {
    /// What the compiler does not take in a literal.
    private static func text(_ units: [UInt16]) -> String { String(decoding: units, as: UTF16.self) }

    @Test(arguments: ["a", "/", "a//b", "ümläut/日本 🦋", " ", "$SYS/x", String(repeating: "a", count: 65_535)])
    func `takes what can be published to`(topic: String) {
        #expect(MQTTTopic.mistake(in: topic) == nil)
        #expect(MQTTMessage(bytes: MQTTMessage(topic, "x").bytes)?.topic == topic)
    }

    @Test(arguments: [
        "", "#", "a/+/b", "a\u{0}b", "tab\t", "\u{7F}", "\u{85}", Self.text([0xFFFE]), Self.text([0xD83F, 0xDFFF]),
        Self.text([0xFDD0]),
        String(repeating: "a", count: 65_536), String(repeating: "/", count: 200),
    ])
    func `names what cannot`(topic: String) {
        #expect(MQTTTopic.mistake(in: topic) != nil)
        if !topic.contains("\u{0}") { #expect(MQTTMessage(bytes: MQTTMessage(topic, "x").bytes) == nil) }
    }

    @Test(arguments: [
        ("plain", "plain"), ("a#b+c", "a_b_c"), ("nul\u{0}", "nul_"), ("é\n", "é_"), (Self.text([0xFFFF]), "_"),
        ("", ""),
    ])
    func `makes a part of whatever somebody says`(text: String, part: String) {
        #expect(MQTTTopic.part(text) == part)
    }

    @Test func `a message is its bytes`() throws {
        let message = MQTTMessage(Array("a/b".utf8), [0, 1, 0, 255], isRetained: true)
        #expect(message.bytes == [1] + Array("a/b".utf8) + [0, 0, 1, 0, 255])
        let read = try #require(MQTTMessage(bytes: message.bytes))
        #expect(read == message && read.isRetained && read.topic == "a/b" && Array(read.payload) == [0, 1, 0, 255])
        for bytes in [[], [0], [2, 97, 0], [1, 97], [0, 0], [0, 35, 0]] as [[UInt8]] {
            #expect(MQTTMessage(bytes: bytes) == nil)
        }
    }
}
