// SPDX-License-Identifier: MIT

/// Numbers at the start of a field, as JavaScript's `parseInt` and `parseFloat` read them: blanks before and anything
/// after are ignored.
enum FieldNumber {
    /// `nil` if there is no number, or one too large to be meant.
    static func integer(_ field: UnsafeRawBufferPointer) -> Int? {
        var reader = DigitReader(field)
        reader.skipBlanks()
        let isNegative = reader.skipSign()
        guard reader.skipDigits() > 0, reader.isExact else { return nil }
        return isNegative ? -Int(reader.value) : Int(reader.value)
    }

    /// `nil` if there is no number, or one without end.
    static func decimal(_ field: UnsafeRawBufferPointer) -> Double? {
        var reader = DigitReader(field)
        reader.skipBlanks()
        let start = reader.offset
        let isNegative = reader.skipSign()
        var digits = reader.skipDigits()
        var exponent = 0
        if reader.skip(UInt8(ascii: ".")) {
            let decimals = reader.skipDigits()
            digits += decimals
            exponent = -decimals
        }
        guard digits > 0 else { return nil }
        exponent += reader.skipExponent()
        // Both are exact, so one rounding gives the nearest number.
        if reader.isExact, reader.value < 1 << 53, (-22...22).contains(exponent) {
            let power = powersOfTen[abs(exponent)]
            let magnitude = exponent < 0 ? Double(reader.value) / power : Double(reader.value) * power
            return isNegative ? -magnitude : magnitude
        }
        return longDecimal(UnsafeRawBufferPointer(rebasing: field[start..<reader.offset]))
    }

    /// What has too many digits for quick arithmetic.
    private static func longDecimal(_ text: UnsafeRawBufferPointer) -> Double? {
        guard text.count <= 400 else { return nil }
        let text = String(decoding: text, as: UTF8.self)
        guard let number = Double(text.hasSuffix(".") ? text + "0" : text), number.isFinite else { return nil }
        return number
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}

/// Walks over a number, and sums up its digits.
private struct DigitReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0
    private(set) var value: UInt64 = 0
    /// The digits are not too many for `value`.
    private(set) var isExact = true

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func skipBlanks() {
        while offset < bytes.count, bytes[offset] == UInt8(ascii: " ") { offset += 1 }
    }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// Whether there is a minus; a plus is skipped, too.
    mutating func skipSign() -> Bool {
        if skip(UInt8(ascii: "-")) { return true }
        _ = skip(UInt8(ascii: "+"))
        return false
    }

    /// How many digits there are.
    mutating func skipDigits() -> Int {
        let start = offset
        while offset < bytes.count, ASCII.isDigit(bytes[offset]) {
            if value < 1 << 56 {
                value = value * 10 + UInt64(bytes[offset] - UInt8(ascii: "0"))
            } else {
                isExact = false
            }
            offset += 1
        }
        return offset - start
    }

    /// The value of `e+10` and the like; 0 if there is none. Digits of the exponent are none of the number's.
    mutating func skipExponent() -> Int {
        var ahead = self
        guard ahead.skip(UInt8(ascii: "e")) || ahead.skip(UInt8(ascii: "E")) else { return 0 }
        let isNegative = ahead.skipSign()
        ahead.value = 0
        guard ahead.skipDigits() > 0 else { return 0 }
        offset = ahead.offset
        // Beyond any number: the slow way gives 0 or infinity.
        let exponent = Int(min(ahead.value, 1_000_000))
        return isNegative ? -exponent : exponent
    }
}
