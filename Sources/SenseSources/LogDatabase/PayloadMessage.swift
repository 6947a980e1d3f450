// SPDX-License-Identifier: MIT

/// Reads the message out of a row's payload, a JSON object.
///
/// Lenient on purpose: the database may have cut the text, and one strange row must not cost the others.
struct PayloadMessage {
    /// The longest message that is taken over, in bytes: InfluxDB takes no text of more than 64 KiB.
    static let maximumLength = 65_000

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    /// The text of the member `Message`, the last one if there are several; empty if there is none. What is no text there is
    /// taken as it is spelled.
    static func read(_ payload: String) -> String {
        var payload = payload
        return payload.withUTF8 { bytes in
            var reader = PayloadMessage(bytes)
            return reader.message()
        }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func message() -> String {
        var message = ""
        skipBlanks()
        guard next == UInt8(ascii: "{") else { return "" }
        place += 1
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { return message }
            let name = text(atMost: 64)
            skipBlanks()
            guard next == UInt8(ascii: ":") else { return message }
            place += 1
            skipBlanks()
            if name == "Message" {
                message = next == UInt8(ascii: "\"") ? text(atMost: Self.maximumLength) : spelling()
            } else {
                skipValue()
            }
            skipBlanks()
            guard next == UInt8(ascii: ",") else { return message }
            place += 1
        }
    }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private mutating func spelling() -> String {
        let start = place
        skipValue()
        let text = String(decoding: bytes[start..<min(place, start + Self.maximumLength)], as: UTF8.self)
        return text.hasPrefix("null") ? "" : text
    }

    /// Goes behind a value, however deep it is.
    private mutating func skipValue() {
        var depth = 0
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                skipText()
                if depth == 0 { return }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // The end of the object around it.
                if depth == 0 { return }
                depth -= 1
                if depth == 0 {
                    place += 1
                    return
                }
            case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09: if depth == 0 { return }
            default: break
            }
            place += 1
        }
    }

    private mutating func skipText() {
        place += 1
        while let byte = next {
            place += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { return }
        }
        place = bytes.count
    }

    /// The text that begins here, which is cut after a number of bytes, between characters.
    private mutating func text(atMost limit: Int) -> String {
        var text: [UInt8] = []
        place += 1
        var isFull = false
        while let byte = next {
            place += 1
            if byte == UInt8(ascii: "\"") { break }
            let start = text.count
            if byte == UInt8(ascii: "\\") {
                appendEscape(to: &text)
            } else {
                text.append(byte)
            }
            if isFull || text.count > limit {
                isFull = true
                text.removeSubrange(start...)
            }
        }
        if isFull {
            Self.removeHalfCharacter(at: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Removes the beginning of a character at the end of a text that was cut.
    private static func removeHalfCharacter(at text: inout [UInt8]) {
        guard let place = text.lastIndex(where: { $0 & 0xC0 != 0x80 }), text[place] >= 0xC0 else { return }
        let length = text[place] >= 0xF0 ? 4 : text[place] >= 0xE0 ? 3 : 2
        if text.count - place < length { text.removeSubrange(place...) }
    }

    private mutating func appendEscape(to text: inout [UInt8]) {
        guard let byte = next else { return }
        place += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"): appendScalar(to: &text)
        default: text.append(byte)
        }
    }

    private mutating func appendScalar(to text: inout [UInt8]) {
        var value = hexadecimal() ?? 0
        if (0xD800..<0xDC00).contains(value), place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
            bytes[place + 1] == UInt8(ascii: "u")
        {
            let behind = place
            place += 2
            let second = hexadecimal() ?? 0
            if (0xDC00..<0xE000).contains(second) {
                value = 0x10000 + (value - 0xD800) << 10 + (second - 0xDC00)
            } else {
                place = behind
            }
        }
        // Neither half a pair nor a zero, which databases refuse.
        let scalar = value == 0 ? nil : Unicode.Scalar(value)
        text += Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
    }

    private mutating func hexadecimal() -> UInt32? {
        guard place + 4 <= bytes.count else {
            place = bytes.count
            return nil
        }
        let digits = String(decoding: bytes[place..<place + 4], as: UTF8.self)
        place += 4
        return UInt32(digits, radix: 16)
    }
}
