// SPDX-License-Identifier: MIT

/// GUIDs as text: 8-4-4-4-12 hexadecimal digits. Eight bytes are looked at in one go.
enum GUIDText {
    static let length = 36

    /// A GUID in lower case and nothing else.
    static func isGUID(_ field: UnsafeRawBufferPointer) -> Bool { field.count == length && hasShape(field, folding: 0) }

    /// The GUID at the start of a text, in either case, of a version that exists; `nil` if it is longer or no GUID.
    static func leading(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard text.count >= length, hasShape(text, folding: 0x2020_2020_2020_2020) else { return nil }
        if text.count > length, ASCII.isWord(text[length]) { return nil }
        let guid = UnsafeRawBufferPointer(rebasing: text[..<length])
        return hasVersion(guid) ? guid : nil
    }

    private static func hasVersion(_ guid: UnsafeRawBufferPointer) -> Bool {
        let version = guid[14]
        switch ASCII.lowercase(guid[19]) {
        case UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "b"):
            if version >= UInt8(ascii: "1"), version <= UInt8(ascii: "8") { return true }
        default: break
        }
        // The two that have no version.
        let digits = guid.lazy.filter { $0 != UInt8(ascii: "-") }.map(ASCII.lowercase)
        return digits.allSatisfy { $0 == UInt8(ascii: "0") } || digits.allSatisfy { $0 == UInt8(ascii: "f") }
    }

    /// - Parameter folding: bits that make upper case lower; for text without control characters.
    private static func hasShape(_ text: UnsafeRawBufferPointer, folding: UInt64) -> Bool {
        let dash = UInt8(ascii: "-")
        guard text[8] == dash, text[13] == dash, text[18] == dash, text[23] == dash else { return false }
        func digits(at offset: Int) -> UInt64 {
            UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        // Turns a dash into a zero.
        let zero = UInt64(dash ^ UInt8(ascii: "0"))
        // Together these are all places; the second has the dash at 13, the third those at 18 and 23.
        return areDigits(digits(at: 0) | folding) && areDigits((digits(at: 9) ^ zero << 32) | folding)
            && areDigits((digits(at: 16) ^ zero << 16 ^ zero << 56) | folding) && areDigits(digits(at: 24) | folding)
            && areDigits(digits(at: 28) | folding)
    }

    /// All eight are digits or letters from a to f: the high bit of each sum tells whether a byte is beyond a bound.
    private static func areDigits(_ word: UInt64) -> Bool {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        let low = word & ~highBits
        let isDigit = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
        let isLetter = (low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x1919_1919_1919_1919)
        return (isDigit | isLetter) & ~word & highBits == highBits
    }
}
