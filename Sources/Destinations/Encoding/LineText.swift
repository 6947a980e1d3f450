// SPDX-License-Identifier: MIT

/// A line of line protocol or JSON while it is written, eight bytes at a time where nothing needs an escape.
struct LineText: ~Copyable {
    private var memory: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        memory = .allocate(byteCount: capacity, alignment: 8)
    }

    deinit { memory.deallocate() }

    /// A copy that takes no more memory than it has bytes.
    var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: memory, count: count)) }

    /// Forgets what was written after a place.
    mutating func rewind(to place: Int) { count = min(count, place) }

    /// Changes a byte that was written.
    mutating func overwrite(_ byte: UInt8, at place: Int) {
        guard place < count else { return }
        memory.storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
    }

    @inline(__always)
    private mutating func reserve(_ size: Int) {
        if size > capacity - count { grow(by: size) }
    }

    @inline(never)
    private mutating func grow(by size: Int) {
        capacity = max(2 * capacity, count + size)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        larger.copyMemory(from: memory, byteCount: count)
        memory.deallocate()
        memory = larger
    }

    // MARK: As it is

    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (memory + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    /// The same, faster for a few bytes.
    @inline(__always)
    mutating func writeFew(_ bytes: UnsafeRawBufferPointer) {
        reserve(bytes.count)
        guard bytes.count >= 8 else {
            for byte in bytes { put(byte) }
            return
        }
        var offset = 0
        while offset + 8 < bytes.count {
            copyWord(bytes, offset)
            offset += 8
        }
        // The last eight, some of which may be there already.
        copyWord(bytes, bytes.count - 8)
        count += bytes.count
    }

    @inline(__always)
    private func copyWord(_ bytes: UnsafeRawBufferPointer, _ offset: Int) {
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        memory.storeBytes(of: word, toByteOffset: count + offset, as: UInt64.self)
    }

    mutating func write(_ literal: StaticString) {
        write(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    mutating func write(text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    mutating func write(byte: UInt8) {
        reserve(1)
        put(byte)
    }

    /// There must be room.
    private mutating func put(_ byte: UInt8) {
        memory.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    /// A number in decimal digits.
    mutating func writeDigits(of number: UInt) {
        var length = 1
        var bound: UInt = 10
        // No number has more than 20 digits.
        while number >= bound, length < 19 {
            length += 1
            bound *= 10
        }
        if length == 19, number >= bound { length = 20 }
        reserve(length)
        var rest = number
        for place in (count..<count + length).reversed() {
            memory.storeBytes(
                of: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10), toByteOffset: place, as: UInt8.self)
            rest /= 10
        }
        count += length
    }

    // MARK: With escapes

    enum TagEscaping: Sendable {
        case withoutTabs
        case withTabs
        /// Deletes what the client for InfluxDB 3 does not want in a tag of an event: `<`, `>`, backslashes, line breaks.
        case sanitised
    }

    /// A tag's name or value, or a field's name. Writes nothing if nothing is left of it.
    mutating func writeTagText(_ text: UnsafeRawBufferPointer, _ escaping: TagEscaping) {
        switch escaping {
        case .withoutTabs: write(text, growth: 2, isPlain: Self.isPlainInTag) { $0.putInTag($1, escapesTab: false) }
        case .withTabs: write(text, growth: 2, isPlain: Self.isPlainInTag) { $0.putInTag($1, escapesTab: true) }
        case .sanitised:
            return write(text, growth: 2, isPlain: Self.isPlainAndSane) { line, byte in
                switch byte {
                case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), 0x0A, 0x0D: break
                default: line.putInTag(byte, escapesTab: true)
                }
            }
        }
        // It would escape what follows, so a blank has to, which needs an escape itself.
        if text.last == UInt8(ascii: "\\") { write("\\ ") }
    }

    mutating func writeTagText(_ text: String, _ escaping: TagEscaping) {
        var text = text
        text.withUTF8 { writeTagText(UnsafeRawBufferPointer($0), escaping) }
    }

    /// A text field's value without the quotes around it.
    mutating func writeFieldText(_ text: UnsafeRawBufferPointer) {
        write(text, growth: 2, isPlain: Self.isPlainInQuotes) { line, byte in
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { line.put(UInt8(ascii: "\\")) }
            line.put(byte)
        }
    }

    /// A text within JSON within a text field, without quotes around it. False if it has a control character, which is
    /// left to the writer of JSON.
    mutating func writeNestedText(_ text: UnsafeRawBufferPointer) -> Bool {
        var hasControl = false
        write(text, growth: 4, isPlain: Self.isPlainInJSON) { line, byte in
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                line.put(UInt8(ascii: "\\"))
                line.put(UInt8(ascii: "\\"))
                line.put(UInt8(ascii: "\\"))
            }
            if byte < 0x20 { hasControl = true }
            line.put(byte)
        }
        return !hasControl
    }

    /// A text within the quotes of JSON.
    mutating func writeJSONText(_ text: UnsafeRawBufferPointer) {
        write(text, growth: 6, isPlain: Self.isPlainInJSON) { $0.putInJSON($1) }
    }

    /// There must be room for six bytes.
    private mutating func putInJSON(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            put(UInt8(ascii: "\\"))
            put(byte)
        case 0..<0x20:
            for letter in "\\u00".utf8 { put(letter) }
            for digit in [byte >> 4, byte & 15] {
                put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        default: put(byte)
        }
    }

    private mutating func putInTag(_ byte: UInt8, escapesTab: Bool) {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "="):
            put(UInt8(ascii: "\\"))
            put(byte)
        case 0x0A:
            put(UInt8(ascii: "\\"))
            put(UInt8(ascii: "n"))
        case 0x0D:
            put(UInt8(ascii: "\\"))
            put(UInt8(ascii: "r"))
        case 0x09 where escapesTab:
            put(UInt8(ascii: "\\"))
            put(UInt8(ascii: "t"))
        default: put(byte)
        }
    }

    /// - Parameter growth: the most bytes that one byte becomes.
    @inline(__always)
    private mutating func write(
        _ text: UnsafeRawBufferPointer, growth: Int, isPlain: (UInt64) -> Bool, each: (inout LineText, UInt8) -> Void
    ) {
        // The last store may reach beyond what it writes.
        reserve(growth * text.count + 8)
        var offset = 0
        while offset + 8 <= text.count {
            let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            if isPlain(word) {
                memory.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
                count += 8
            } else {
                for index in offset..<offset + 8 { each(&self, text[index]) }
            }
            offset += 8
        }
        let rest = text.count - offset
        if rest > 0, offset > 0 {
            let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self))
            if isPlain(word) {
                memory.storeBytes(of: (word >> (64 - 8 * rest)).littleEndian, toByteOffset: count, as: UInt64.self)
                count += rest
                return
            }
        }
        while offset < text.count {
            each(&self, text[offset])
            offset += 1
        }
    }
}

// MARK: Eight bytes at once

extension LineText {
    private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// The high bit of each byte is set that is another than the one that the pattern repeats. High bits must be clear.
    @inline(__always)
    private static func differs(_ low: UInt64, _ pattern: UInt64) -> UInt64 { (low ^ pattern) &+ lowBits }

    @inline(__always)
    private static func areAllSet(_ bits: UInt64) -> Bool { bits & ~lowBits == ~lowBits }

    /// No blank, comma, equals sign or control character.
    @inline(__always)
    private static func isPlainInTag(_ word: UInt64) -> Bool {
        let low = word & lowBits
        let visible = low &+ 0x5F5F_5F5F_5F5F_5F5F
        return areAllSet(visible & differs(low, 0x2C2C_2C2C_2C2C_2C2C) & differs(low, 0x3D3D_3D3D_3D3D_3D3D) | word)
    }

    /// Nor what sanitising deletes.
    @inline(__always)
    private static func isPlainAndSane(_ word: UInt64) -> Bool {
        let low = word & lowBits
        let visible = low &+ 0x5F5F_5F5F_5F5F_5F5F
        // `<`, `=` and `>` follow one another.
        let unbracketed = (low ^ 0x3C3C_3C3C_3C3C_3C3C) &+ 0x7D7D_7D7D_7D7D_7D7D
        return areAllSet(
            visible & unbracketed & differs(low, 0x2C2C_2C2C_2C2C_2C2C) & differs(low, 0x5C5C_5C5C_5C5C_5C5C) | word)
    }

    /// No quote or backslash.
    @inline(__always)
    private static func isPlainInQuotes(_ word: UInt64) -> Bool {
        let low = word & lowBits
        return areAllSet(differs(low, 0x2222_2222_2222_2222) & differs(low, 0x5C5C_5C5C_5C5C_5C5C) | word)
    }

    /// Nor a control character.
    @inline(__always)
    private static func isPlainInJSON(_ word: UInt64) -> Bool {
        let low = word & lowBits
        let noControl = low &+ 0x6060_6060_6060_6060
        return areAllSet(
            noControl & differs(low, 0x2222_2222_2222_2222) & differs(low, 0x5C5C_5C5C_5C5C_5C5C) | word)
    }
}
