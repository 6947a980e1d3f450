// SPDX-License-Identifier: MIT

/// Writes compact JSON, as JavaScript's `JSON.stringify` would, to the end of an array, whose memory it takes once.
struct JSONText: ~Copyable {
    private let memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    /// The most bytes that one byte of a text becomes: `\u001f`.
    static let growth = 6
    /// The most bytes that a number becomes.
    static let longestNumber = 32

    private init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

    /// Appends what `body` writes, which must be at most `limit` bytes.
    static func append(to bytes: inout [UInt8], limit: Int, _ body: (inout JSONText) -> Void) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: limit))
        let written = bytes.withUnsafeMutableBytes { memory in
            var text = JSONText(UnsafeMutableRawBufferPointer(rebasing: memory[start...]))
            body(&text)
            return text.count
        }
        bytes.removeLast(limit - written)
    }

    mutating func write(_ literal: StaticString) {
        write(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        precondition(bytes.count <= memory.count - count, "the text has more bytes than its limit")
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
        count += bytes.count
    }

    private mutating func write(byte: UInt8) {
        memory[count] = byte
        count += 1
    }

    mutating func writeString(_ text: String) {
        var text = text
        text.withUTF8 { writeString(UnsafeRawBufferPointer($0)) }
    }

    /// In quotes; copies what needs no escape in one go.
    mutating func writeString(_ text: UnsafeRawBufferPointer) {
        write(byte: UInt8(ascii: "\""))
        var start = 0
        var offset = 0
        while offset < text.count {
            if offset + 8 <= text.count,
                Self.isPlain(UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            {
                offset += 8
                continue
            }
            let byte = text[offset]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                write(UnsafeRawBufferPointer(rebasing: text[start..<offset]))
                writeEscape(byte)
                start = offset + 1
            }
            offset += 1
        }
        write(UnsafeRawBufferPointer(rebasing: text[start...]))
        write(byte: UInt8(ascii: "\""))
    }

    /// No byte of the eight is a quote, a backslash or a control character.
    private static func isPlain(_ word: UInt64) -> Bool {
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let quote = (low ^ 0x2222_2222_2222_2222) &+ 0x7F7F_7F7F_7F7F_7F7F
        let backslash = (low ^ 0x5C5C_5C5C_5C5C_5C5C) &+ 0x7F7F_7F7F_7F7F_7F7F
        let printable = low &+ 0x6060_6060_6060_6060
        return (quote & backslash & printable | word) & 0x8080_8080_8080_8080 == 0x8080_8080_8080_8080
    }

    private mutating func writeEscape(_ byte: UInt8) {
        write(byte: UInt8(ascii: "\\"))
        switch byte {
        case 0x08: write(byte: UInt8(ascii: "b"))
        case 0x09: write(byte: UInt8(ascii: "t"))
        case 0x0A: write(byte: UInt8(ascii: "n"))
        case 0x0C: write(byte: UInt8(ascii: "f"))
        case 0x0D: write(byte: UInt8(ascii: "r"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): write(byte: byte)
        default:
            write("u00")
            for digit in [byte >> 4, byte & 15] {
                write(byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}

// MARK: Numbers

extension JSONText {
    mutating func write(_ number: Int) {
        var magnitude = number.magnitude
        if number < 0 { write(byte: UInt8(ascii: "-")) }
        var length = 1
        var rest = magnitude / 10
        while rest > 0 {
            length += 1
            rest /= 10
        }
        for place in (0..<length).reversed() {
            memory[count + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10)
            magnitude /= 10
        }
        count += length
    }

    /// The shortest text that reads back as the number; `null` without one.
    mutating func write(_ number: Double?) {
        guard let number, number.isFinite else { return write("null") }
        if number == number.rounded(), abs(number) < 1e15 { return write(Int(number)) }
        if writeThousandths(number) { return }
        let text = Self.javaScript(number)
        text.utf8.forEach { write(byte: $0) }
    }

    /// Writes a number that has at most three decimals and few digits, for which its thousandths say all; false if it
    /// is another.
    private mutating func writeThousandths(_ number: Double) -> Bool {
        let thousandths = (number * 1000).rounded()
        guard abs(thousandths) < 1e15, thousandths / 1000 == number else { return false }
        let magnitude = Int(thousandths).magnitude
        if number < 0 { write(byte: UInt8(ascii: "-")) }
        write(Int(magnitude / 1000))
        write(byte: UInt8(ascii: "."))
        var rest = magnitude % 1000
        while rest > 0 {
            write(byte: UInt8(ascii: "0") + UInt8(rest / 100))
            rest = rest % 100 * 10
        }
        return true
    }

    /// The digits that Swift writes, with the point and the exponent where JavaScript writes them.
    private static func javaScript(_ number: Double) -> String {
        let parts = abs(number).description.split(separator: "e")
        let point = parts[0].split(separator: ".")
        let whole = String(point[0])
        var digits = whole + (point.count > 1 ? String(point[1]) : "")
        var exponent = whole.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        let zeros = digits.prefix { $0 == "0" }.count
        digits.removeFirst(zeros)
        exponent -= zeros
        while digits.hasSuffix("0") { digits.removeLast() }
        let sign = number < 0 ? "-" : ""
        switch exponent {
        case digits.count...21: return sign + digits + String(repeating: "0", count: exponent - digits.count)
        case 1...21: return sign + digits.prefix(exponent) + "." + digits.dropFirst(exponent)
        case -5...0: return sign + "0." + String(repeating: "0", count: -exponent) + digits
        default:
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            return sign + digits.prefix(1) + fraction + "e" + (exponent > 0 ? "+" : "-") + "\(abs(exponent - 1))"
        }
    }
}
