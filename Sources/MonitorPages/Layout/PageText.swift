// SPDX-License-Identifier: MIT

import Mustache

/// Text from anywhere, in a form that a template can escape and a reader can see.
///
/// A template escapes character by character, and a mark with an accent on it is another character: it would pass as it is.
/// So each `< > & " '` stands alone here. What would reorder or hide its neighbours is replaced by U+FFFD.
struct PageText: Sendable, Equatable, MustacheCustomRenderable, ExpressibleByStringInterpolation {
    /// The text, not yet escaped.
    let text: String

    init(_ text: String) { self.text = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? text : Self.cleaned(text) }

    init(stringLiteral value: String) { self.init(value) }

    /// At most so many characters; what was cut off is counted.
    init(_ text: String, limit: Int) {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end != scalars.endIndex
        else {
            self.init(text)
            return
        }
        self.init("\(text[..<end])… (\(scalars.count) characters)")
    }

    var renderText: String { text }
    var isNull: Bool { false }

    private static func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for character in text {
            let scalars = character.unicodeScalars
            let marks = scalars.count > 1 ? scalars.filter(isMarkup) : []
            for scalar in marks.isEmpty ? Array(scalars) : Array(marks) {
                result.append(isVisible(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return String(result)
    }

    private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool { "<>&\"'".unicodeScalars.contains(scalar) }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}
