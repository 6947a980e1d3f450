// SPDX-License-Identifier: MIT

extension String {
    /// The text with control characters spelled out: a file's values must not write to the reader's terminal.
    var onOneLine: String {
        func isControl(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || ["\u{2028}", "\u{2029}"].contains(scalar)
        }
        guard unicodeScalars.contains(where: isControl) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            text += isControl(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
        return text
    }
}
