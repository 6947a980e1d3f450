// SPDX-License-Identifier: MIT

/// Text from anywhere on one line, as a terminal or a file may show it.
///
/// Promises: no control characters, so no escape sequences; no line breaks; nothing that hides or reorders what is beside it.
/// Such characters become U+FFFD, all kinds of spaces become a space.
package enum PlainText {
    package static func line(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(shown(scalar)) }
        return String(result)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{85}": return " "
        default: break
        }
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: return " "
        case .control, .format, .privateUse, .surrogate, .unassigned: return "\u{FFFD}"
        default: return scalar
        }
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\u{A0}" && scalar != "\u{202F}" && shown(scalar) == " "
    }

    /// Lines of at most `width` characters, broken at spaces but those that say not to; a longer word has a line of its own.
    package static func wrapped(_ text: String, width: Int, indent: String = "") -> [String] {
        var lines: [String] = []
        var current = ""
        for scalars in text.unicodeScalars.split(whereSeparator: isBreak) {
            let word = line(String(String.UnicodeScalarView(scalars)))
            if current.isEmpty {
                current = indent + word
            } else if current.count + 1 + word.count <= width {
                current += " " + word
            } else {
                lines.append(current)
                current = indent + word
            }
        }
        return current.isEmpty ? lines : lines + [current]
    }
}
