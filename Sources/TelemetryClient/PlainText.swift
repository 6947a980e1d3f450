// SPDX-License-Identifier: MIT

/// Text from files and servers, made fit for a terminal and a log: nothing in it moves a cursor, hides or breaks a line.
enum PlainText {
    /// The text without such characters, and at most `length` of the others.
    static func of(_ text: String, upTo length: Int = .max) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.lazy.filter { !isUnruly($0) }.prefix(length)))
    }

    /// JSON in which such characters are escaped, so that it says the same. They can only stand in strings.
    static func json(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            guard isUnruly(scalar) else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in Character(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result
    }

    private static func isUnruly(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        // Many marks on one letter are drawn over the lines around it.
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }
}
