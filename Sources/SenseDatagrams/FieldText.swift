// SPDX-License-Identifier: MIT

/// What the bytes of a field are read as.
enum FieldText {
    static var none: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

    /// A field whose property the service did not set: stock log4net writes `(null)`.
    static func isNull(_ field: UnsafeRawBufferPointer) -> Bool {
        field.count == 6 && field.elementsEqual("(null)".utf8)
    }

    /// The first characters of a text, in UTF-16 code units as the original counts them. No character is split.
    static func prefix(_ field: UnsafeRawBufferPointer, _ limit: Int, isASCII: Bool) -> UnsafeRawBufferPointer {
        // No text has more code units than bytes.
        guard field.count > limit else { return field }
        return UnsafeRawBufferPointer(rebasing: field[..<(isASCII ? limit : end(of: limit, in: field))])
    }

    private static func end(of limit: Int, in field: UnsafeRawBufferPointer) -> Int {
        var units = 0
        for (offset, byte) in field.enumerated() where byte & 0xC0 != 0x80 {
            units += byte >= 0xF0 ? 2 : 1
            if units > limit { return offset }
        }
        return field.count
    }

    /// A time as the appenders write it: `YYYY-MM-DDTHH:MM:SS.mmm` or `YYYYMMDDTHHMMSS.mmm`, each with `±hhmm` or `Z`,
    /// or `YYYY-MM-DD HH:MM:SS,mmm`.
    static func isTime(_ field: UnsafeRawBufferPointer) -> Bool {
        switch field.count {
        case 23: matches(field, "dddd-dd-dd dd:dd:dd,ddd")
        case 20, 24: field[8] == UInt8(ascii: "T") ? hasZone(field, after: 19, "ddddddddTdddddd.ddd") : isUTC(field)
        case 28: hasZone(field, after: 23, "dddd-dd-ddTdd:dd:dd.ddd")
        default: false
        }
    }

    private static func isUTC(_ field: UnsafeRawBufferPointer) -> Bool {
        field.count == 24 && hasZone(field, after: 23, "dddd-dd-ddTdd:dd:dd.ddd")
    }

    private static func hasZone(_ field: UnsafeRawBufferPointer, after end: Int, _ pattern: StaticString) -> Bool {
        guard matches(field, pattern) else { return false }
        let zone = UnsafeRawBufferPointer(rebasing: field[end...])
        return matches(zone, "+dddd") || matches(zone, "-dddd") || zone.count == 1 && zone[0] == UInt8(ascii: "Z")
    }

    /// The text starts as the pattern says, where `d` is a digit.
    private static func matches(_ text: UnsafeRawBufferPointer, _ pattern: StaticString) -> Bool {
        guard text.count >= pattern.utf8CodeUnitCount else { return false }
        for offset in 0..<pattern.utf8CodeUnitCount {
            let expected = pattern.utf8Start[offset]
            let byte = text[offset]
            guard expected == UInt8(ascii: "d") ? ASCII.isDigit(byte) : byte == expected else { return false }
        }
        return true
    }
}

/// What is asked of single bytes.
enum ASCII {
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func lowercase(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }

    /// A letter, a digit or what else may be part of a word: all beyond ASCII counts.
    static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (lowercase(byte) &- UInt8(ascii: "a") < 26) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}
