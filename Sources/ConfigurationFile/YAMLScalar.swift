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
            && !text.contains("}") && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        if isPlain { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                result += "\\x" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A list in one line.
    package static func list(_ texts: [String]) -> String { "[\(texts.map(spelled).joined(separator: ", "))]" }
}
