// SPDX-License-Identifier: MIT

/// A strict reader of JSON (RFC 8259) over bytes.
///
/// Stricter than the standard where laxness would let two readers disagree about what was signed: a repeated member
/// name, a lone surrogate, bytes that are not UTF-8 and anything after the value are errors. Nesting is limited, so no
/// input can exhaust the stack.
package struct JSONParser {
    package struct Failure: Error, Equatable {
        /// What was expected, never what was found: the input may be anything.
        package var reason: String
        /// The offset of the byte where reading stopped.
        package var offset: Int
    }

    private static let maximumDepth = 16

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads exactly one JSON value from `bytes`.
    package static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        var parser = JSONParser(bytes)
        let value = try parser.value(depth: 0)
        parser.skipWhitespace()
        guard parser.position == bytes.count else { throw parser.failure("the end of the text") }
        return value
    }

    private func failure(_ expected: String) -> Failure { Failure(reason: "expected \(expected)", offset: position) }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipWhitespace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func consume(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        guard depth < Self.maximumDepth else { throw failure("at most \(Self.maximumDepth) levels") }
        skipWhitespace()
        guard let byte = current else { throw failure("a JSON value") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw failure("a JSON value")
        }
    }

    private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
        let matches = text.withUTF8Buffer { wanted in
            bytes.count - position >= wanted.count && bytes[position..<position + wanted.count].elementsEqual(wanted)
        }
        guard matches else { throw failure("a JSON value") }
        position += text.utf8CodeUnitCount
        return value
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONValue {
        position += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipWhitespace()
        if consume(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipWhitespace()
            guard current == UInt8(ascii: "\"") else { throw failure("a member name") }
            let name = try string()
            guard names.insert(name).inserted else { throw failure("each member name only once") }
            skipWhitespace()
            guard consume(UInt8(ascii: ":")) else { throw failure("a colon") }
            members.append(.init(name, try value(depth: depth + 1)))
            skipWhitespace()
            if consume(UInt8(ascii: ",")) { continue }
            guard consume(UInt8(ascii: "}")) else { throw failure("a comma or a closing brace") }
            return .object(members)
        }
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipWhitespace()
        if consume(UInt8(ascii: "]")) { return .array([]) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipWhitespace()
            if consume(UInt8(ascii: ",")) { continue }
            guard consume(UInt8(ascii: "]")) else { throw failure("a comma or a closing bracket") }
            return .array(elements)
        }
    }

    private mutating func digits() -> Bool {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position > start
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = position
        _ = consume(UInt8(ascii: "-"))
        if !consume(UInt8(ascii: "0")), !digits() { throw failure("a digit") }
        if consume(UInt8(ascii: ".")), !digits() { throw failure("a digit") }
        if let byte = current, byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            position += 1
            if !consume(UInt8(ascii: "+")) { _ = consume(UInt8(ascii: "-")) }
            guard digits() else { throw failure("a digit") }
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func string() throws(Failure) -> String {
        position += 1
        var content: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else { throw failure("text in UTF-8") }
                position += 1
                return text
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &content)
            case 0x00..<0x20:
                throw failure("no control characters in a string")
            default:
                content.append(byte)
                position += 1
            }
        }
        throw failure("a closing quote")
    }

    private mutating func escape(into content: inout [UInt8]) throws(Failure) {
        guard let byte = current else { throw failure("an escape sequence") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content.append(contentsOf: String(try unicodeEscape()).utf8)
        default: throw failure("an escape sequence")
        }
    }

    private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
        let first = try fourHexDigits()
        if (0xD800..<0xDC00).contains(first) {
            guard consume(UInt8(ascii: "\\")), consume(UInt8(ascii: "u")) else {
                throw failure("the second half of a surrogate pair")
            }
            let second = try fourHexDigits()
            guard (0xDC00..<0xE000).contains(second) else { throw failure("the second half of a surrogate pair") }
            let code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            if let scalar = Unicode.Scalar(code) { return scalar }
        } else if let scalar = Unicode.Scalar(first) {
            return scalar
        }
        throw failure("a character")
    }

    private mutating func fourHexDigits() throws(Failure) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Hex.digit(byte) else { throw failure("four hexadecimal digits") }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
