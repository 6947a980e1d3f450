// SPDX-License-Identifier: MIT

/// A text as it came and folded: letters in lower case, every ASCII blank a space, and a zero behind the end.
///
/// Both have the same positions, so what is found in the folded text is taken from the text as it came.
struct FoldedText {
    let original: UnsafeRawBufferPointer
    /// One byte longer than the text: whoever stands on a byte that is not zero may look at the next one.
    private let folded: UnsafeMutablePointer<UInt8>

    /// - Parameter folded: Room for a byte more than the text has; lives as long as this value.
    private init(_ original: UnsafeRawBufferPointer, folded: UnsafeMutablePointer<UInt8>) {
        self.original = original
        self.folded = folded
        for index in original.indices { folded[index] = Self.fold(original[index]) }
        folded[original.count] = 0
    }

    /// Calls `body` with a text, which must not escape.
    static func with<Result>(_ original: UnsafeRawBufferPointer, _ body: (FoldedText) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: original.count + 1) { room in
            // There is room for a byte at least, so there is an address.
            guard let address = room.baseAddress else { preconditionFailure("no memory for a folded text") }
            return body(FoldedText(original, folded: address))
        }
    }

    var count: Int { original.count }

    /// The folded byte at a position up to and including the end, where it is zero.
    @inline(__always)
    subscript(position: Int) -> UInt8 {
        assert(position >= 0 && position <= count)
        return folded[position]
    }

    private static func fold(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case 0x09...0x0D: UInt8(ascii: " ")
        default: byte
        }
    }

    /// Whether a folded token stands at a position.
    @inline(__always)
    func has(_ token: StaticString, at position: Int) -> Bool {
        let length = token.utf8CodeUnitCount
        guard length <= count - position else { return false }
        let bytes = token.utf8Start
        for index in 0..<length where folded[position + index] != bytes[index] { return false }
        return true
    }

    /// Whether a token stands at a position to the letter.
    func hasSpelled(_ token: StaticString, at position: Int) -> Bool {
        guard token.utf8CodeUnitCount <= count - position else { return false }
        let bytes = token.utf8Start
        return (0..<token.utf8CodeUnitCount).allSatisfy { original[position + $0] == bytes[$0] }
    }

    /// The end of the bytes from a position on that a rule holds for, which must not hold for zero.
    @inline(__always)
    func end(from position: Int, while rule: (UInt8) -> Bool) -> Int {
        var end = position
        while rule(folded[end]) { end += 1 }
        return end
    }

    /// A part of the text as it came; what is not UTF-8 becomes U+FFFD.
    func string(_ range: Range<Int>) -> String {
        String(decoding: UnsafeRawBufferPointer(rebasing: original[range]), as: UTF8.self)
    }

    /// The same with dots for underscores and blanks.
    func dottedString(_ range: Range<Int>) -> String {
        let dotted = range.map {
            folded[$0].isBlank || folded[$0] == UInt8(ascii: "_") ? UInt8(ascii: ".") : original[$0]
        }
        return String(decoding: dotted, as: UTF8.self)
    }
}

/// What a folded byte is.
extension UInt8 {
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
    @inline(__always) var isDigitOrDot: Bool { isDigit || self == UInt8(ascii: ".") }
    @inline(__always) var isBlank: Bool { self == UInt8(ascii: " ") }
    /// A letter, a digit or an underscore.
    @inline(__always) var isWord: Bool { isDigit || self &- 0x61 < 26 || self == UInt8(ascii: "_") }
}
