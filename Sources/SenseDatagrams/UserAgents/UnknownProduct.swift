// SPDX-License-Identifier: MIT

/// A browser that no row knows: `NAME/VERSION`, a blank, and more.
///
/// Only the first line counts. If there is a `(` in the text, one must follow the blank. The last blank counts for which
/// that holds, and the last slash before it.
struct UnknownProduct {
    let name: Range<Int>
    let version: Range<Int>

    /// `nil` if the text does not have the shape.
    init?(in text: FoldedText) {
        let bytes = text.original
        let lineEnd = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        let hasDetails = bytes.contains(UInt8(ascii: "("))
        let blank = bytes[..<lineEnd].indices.last { position in
            guard hasDetails else { return bytes[position] == UInt8(ascii: " ") }
            return text[position].isBlank && text[position + 1] == UInt8(ascii: "(")
        }
        guard let blank, let slash = bytes[..<blank].lastIndex(of: UInt8(ascii: "/")) else { return nil }
        name = 0..<slash
        version = slash + 1..<blank
    }
}
