// SPDX-License-Identifier: MIT

/// What the name of a topic may be.
package enum MQTTTopic {
    /// The protocol has two bytes for the length.
    package static let maximumLength = 65_535
    /// Mosquitto takes no topic with more levels, nor the connection on which one comes.
    package static let maximumLevels = 200

    /// Why nothing can be published to a topic, as in "expected a topic …"; `nil` if it can be.
    package static func mistake(in topic: String) -> String? {
        if topic.isEmpty { return "at least one character" }
        if topic.utf8.count > maximumLength { return "at most \(maximumLength) bytes" }
        if topic.utf8.count(where: { $0 == UInt8(ascii: "/") }) >= maximumLevels {
            return "at most \(maximumLevels) levels"
        }
        if topic.contains(where: { $0 == "#" || $0 == "+" }) { return "no wildcard (# or +)" }
        return topic.unicodeScalars.allSatisfy(isAllowed) ? nil : "no control character"
    }

    /// The same, quickly, for bytes that mostly are plain.
    static func isValid(_ topic: ArraySlice<UInt8>) -> Bool {
        var levels = 1
        for byte in topic {
            guard isPlain(byte) else { return mistake(in: String(decoding: topic, as: UTF8.self)) == nil }
            if byte == UInt8(ascii: "/") { levels += 1 }
        }
        return !topic.isEmpty && topic.count <= maximumLength && levels <= maximumLevels
    }

    /// A part of a topic from a text that somebody else chose: what no topic may have becomes `_`.
    package static func part(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var part = ""
        for scalar in text.unicodeScalars {
            part.unicodeScalars.append(isAllowed(scalar) && scalar != "#" && scalar != "+" ? scalar : "_")
        }
        return part
    }

    /// A byte that is a character of its own, which a topic may have.
    package static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "#") && byte != UInt8(ascii: "+")
    }

    /// Control characters and what is no character are grounds for a broker to hang up.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: false
        default: scalar.value & 0xFFFE != 0xFFFE
        }
    }
}
