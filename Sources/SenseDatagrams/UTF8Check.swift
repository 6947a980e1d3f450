// SPDX-License-Identifier: MIT

/// Tells whether bytes are UTF-8, without making a text of them.
enum UTF8Check {
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        while offset < bytes.count {
            if offset + 8 <= bytes.count,
                bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                offset += 8
                continue
            }
            let character = character(bytes, at: offset)
            guard character.isValid else { return false }
            offset += character.length
        }
        return true
    }

    /// What is at a place: a character, or bytes that start one but do not end it, or one byte that starts none. For
    /// each that is none a reader shows U+FFFD.
    static func character(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> (length: Int, isValid: Bool) {
        let first = bytes[offset]
        let length: Int
        // What the second byte may be keeps out what has a shorter form, the surrogates and what is beyond U+10FFFF.
        let second: ClosedRange<UInt8>
        switch first {
        case 0x00...0x7F: return (1, true)
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return (1, false)
        }
        var found = 1
        while found < length, offset + found < bytes.count {
            let byte = bytes[offset + found]
            guard found == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else { break }
            found += 1
        }
        return (found, found == length)
    }
}
