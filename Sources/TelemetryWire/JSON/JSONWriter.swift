// SPDX-License-Identifier: MIT

/// Writes JSON without white space, members in the order in which they are given.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    package static func encode(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value)
        return writer.bytes
    }

    package mutating func write(_ value: JSONValue) {
        separate()
        switch value {
        case .null: raw("null")
        case .boolean(let flag): raw(flag ? "true" : "false")
        case .number(let spelling): raw(spelling)
        case .string(let text): quoted(text)
        case .array(let elements):
            raw("[")
            needsComma = false
            for element in elements { write(element) }
            raw("]")
        case .object(let members):
            beginObject()
            for member in members {
                name(member.name)
                write(member.value)
            }
            endObject()
        }
        needsComma = true
    }

    package mutating func beginObject() {
        separate()
        raw("{")
        needsComma = false
    }

    package mutating func endObject() {
        raw("}")
        needsComma = true
    }

    package mutating func name(_ name: String) {
        separate()
        quoted(name)
        raw(":")
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { raw(",") }
        needsComma = false
    }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func quoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): raw("\\\"")
            case UInt8(ascii: "\\"): raw("\\\\")
            case 0x0A: raw("\\n")
            case 0x0D: raw("\\r")
            case 0x09: raw("\\t")
            case 0x00..<0x20: raw("\\u00" + Hex.encode([byte]))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
