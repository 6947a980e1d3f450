// SPDX-License-Identifier: MIT

/// A text that is looked for in others, to the letter.
struct BytePattern: Sendable {
    private let bytes: [UInt8]
    /// The place of a byte that other texts seldom have.
    private let anchor: Int

    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.bytes = bytes
        anchor = bytes.indices.min { Self.commonness(bytes[$0]) < Self.commonness(bytes[$1]) } ?? 0
    }

    var count: Int { bytes.count }

    func isPrefix(of text: UnsafeRawBufferPointer) -> Bool { text.count >= count && isAt(0, in: text) }

    func isSuffix(of text: UnsafeRawBufferPointer) -> Bool { text.count >= count && isAt(text.count - count, in: text) }

    /// Where the text has the pattern first; `nil` if it does not.
    func firstMatch(in text: UnsafeRawBufferPointer) -> Int? {
        guard !bytes.isEmpty else { return 0 }
        guard text.count >= count else { return nil }
        let end = text.count - count + anchor + 1
        let wanted = UInt64(bytes[anchor]) &* 0x0101_0101_0101_0101
        var offset = anchor
        while offset + 8 <= end {
            let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ wanted
            let low = word & 0x7F7F_7F7F_7F7F_7F7F
            var hits = ~(low &+ 0x7F7F_7F7F_7F7F_7F7F | word) & 0x8080_8080_8080_8080
            while hits != 0 {
                let start = offset + hits.trailingZeroBitCount / 8 - anchor
                if isAt(start, in: text) { return start }
                hits &= hits - 1
            }
            offset += 8
        }
        while offset < end {
            if text[offset] == bytes[anchor], isAt(offset - anchor, in: text) { return offset - anchor }
            offset += 1
        }
        return nil
    }

    private func isAt(_ start: Int, in text: UnsafeRawBufferPointer) -> Bool {
        bytes.withUnsafeBytes { bytes in
            for offset in bytes.indices where text[start + offset] != bytes[offset] { return false }
            return true
        }
    }

    /// How often texts have a byte, roughly: letters of many words and blanks most often.
    private static func commonness(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: " "): 100
        case UInt8(ascii: "a")...UInt8(ascii: "z"): rank(byte)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"): 50
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 30
        default: 20
        }
    }

    private static func rank(_ letter: UInt8) -> Int {
        let letters = "zqjxkvbywgpfmucdlhrsnioate".utf8
        return 40 + letters.distance(from: letters.startIndex, to: letters.firstIndex(of: letter) ?? letters.startIndex)
    }
}
