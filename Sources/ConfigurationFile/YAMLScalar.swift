// SPDX-License-Identifier: MIT

/// Spells texts so that they read back as the same text.
package enum YAMLScalar {
    /// The text as it is if YAML takes it for a text, else in double quotes.
    package static func spelled(_ text: String) -> String {
        let first = text.utf8.first ?? UInt8(ascii: "-")
        let isPlain =
            !text.isEmpty && !NumberSpelling.matches(text)
            && !["true", "false", "null", "~", "yes", "no", "on", "off"].contains(text.lowercased())
            && !"-?:,[]{}#&*!|>'\"%@` ".utf8.contains(first) && !text.hasSuffix(" ") && !text.hasSuffix(":")
            && !text.contains(": ") && !text.contains(" #") && !text.contains(",") && !text.contains("]")
            && !text.contains("}") && !text.unicodeScalars.contains(where: isEscaped)
        if isPlain { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where isEscaped(scalar):
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value < 0x100 ? 2 : 4
                result += (width == 2 ? "\\x" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// What YAML does not take as it is, or takes for the end of a line.
    private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// A list in one line.
    package static func list(_ texts: [String]) -> String { "[\(texts.map(spelled).joined(separator: ", "))]" }
}
