// SPDX-License-Identifier: MIT

/// Spells JSON as JavaScript's `JSON.stringify` does with an indentation of two blanks: subscribers compare texts.
///
/// Members keep their order and numbers their digits.
struct IndentedJSON {
    private let json: [UInt8]
    private var place = 0
    private var depth = 0
    private var text: [UInt8] = []

    /// `nil` for what is no JSON in UTF-8. What is wrong within it is taken as it is: it was read before.
    static func text(_ json: [UInt8]) -> [UInt8]? {
        let start = json.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard json.count > start, !json.contains(0) else { return nil }
        var spelling = IndentedJSON(json: json, place: start)
        spelling.spell()
        return spelling.text
    }

    private init(json: [UInt8], place: Int) {
        self.json = json
        self.place = place
        text.reserveCapacity(json.count * 5 / 4)
    }

    private mutating func spell() {
        while place < json.count {
            let byte = json[place]
            place += 1
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: break
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                text.append(byte)
                // An opening bracket and its closing one differ by two.
                if let next = nextByte, next == byte + 2 {
                    text.append(next)
                    place += 1
                } else {
                    depth += 1
                    breakLine()
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(0, depth - 1)
                breakLine()
                text.append(byte)
            case UInt8(ascii: ","):
                text.append(byte)
                breakLine()
            case UInt8(ascii: ":"): text += [byte, UInt8(ascii: " ")]
            case UInt8(ascii: "\""): spellString()
            default: text.append(byte)
            }
        }
    }

    /// The next byte that is not white space, which becomes the next one.
    private var nextByte: UInt8? {
        mutating get {
            while place < json.count, [0x20, 0x09, 0x0A, 0x0D].contains(json[place]) { place += 1 }
            return place < json.count ? json[place] : nil
        }
    }

    private mutating func breakLine() {
        text.append(0x0A)
        text.append(contentsOf: repeatElement(0x20, count: 2 * depth))
    }

    /// The rest of a string after its first quote.
    private mutating func spellString() {
        text.append(UInt8(ascii: "\""))
        while place < json.count {
            let byte = json[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                text.append(byte)
                return
            case UInt8(ascii: "\\"): spellEscape()
            default: text.append(byte)
            }
        }
    }

    /// An escape after its backslash: what need not be escaped is not.
    private mutating func spellEscape() {
        guard place < json.count else { return }
        let byte = json[place]
        place += 1
        switch byte {
        case UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"): spellCodeUnits()
        default: text += [UInt8(ascii: "\\"), byte]
        }
    }

    private mutating func spellCodeUnits() {
        guard let first = codeUnit() else { return }
        if UTF16.isLeadSurrogate(first), json[place...].starts(with: "\\u".utf8) {
            let before = place
            place += 2
            if let second = codeUnit(), UTF16.isTrailSurrogate(second) {
                text.append(contentsOf: String(decoding: [first, second], as: UTF16.self).utf8)
                return
            }
            place = before
        }
        let short: [UInt16: StaticString] = [
            0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0C: "\\f", 0x0D: "\\r", 0x22: "\\\"", 0x5C: "\\\\",
        ]
        if let escape = short[first] {
            text.append(contentsOf: escape.description.utf8)
        } else if first >= 0x20, let scalar = Unicode.Scalar(first) {
            text.append(contentsOf: String(Character(scalar)).utf8)
        } else {
            let digits = String(first, radix: 16)
            text.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        }
    }

    /// Four hexadecimal digits.
    private mutating func codeUnit() -> UInt16? {
        guard place + 4 <= json.count else { return nil }
        let unit = UInt16(String(decoding: json[place..<place + 4], as: UTF8.self), radix: 16)
        if unit != nil { place += 4 }
        return unit
    }
}
