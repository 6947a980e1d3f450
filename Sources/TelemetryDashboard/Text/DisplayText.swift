// SPDX-License-Identifier: MIT

internal import Mustache

/// Text from anywhere, in a form that a template can escape and a reader can see.
///
/// The template engine escapes grapheme by grapheme, so a quotation mark that carries a combining accent would pass as
/// it is and end the attribute it stands in. Promises: each of `< > & " '` is a grapheme of its own, and control and
/// formatting characters, which could reorder or hide what is beside them, are replaced by U+FFFD. All text that a page
/// shows goes through this type.
package struct DisplayText: Sendable, Equatable, MustacheCustomRenderable {
    /// The text, not yet escaped.
    package let text: String

    package init(_ text: String) {
        self.text = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? text : Self.cleaned(text)
    }

    /// At most `limit` characters of `text`, the last one an ellipsis if something was cut off.
    package init(_ text: String, limit: Int) {
        let scalars = text.unicodeScalars
        if scalars.count <= limit {
            self.init(text)
        } else {
            self.init(String(String.UnicodeScalarView(scalars.prefix(max(limit - 1, 0)))) + "…")
        }
    }

    /// At most `limit` characters of `text`: the beginning and the end, which differ where names have something in common.
    package init(_ text: String, middleCutTo limit: Int) {
        let scalars = text.unicodeScalars
        guard scalars.count > limit, limit > 2 else {
            self.init(text, limit: limit)
            return
        }
        let end = limit / 2
        self.init(
            String(String.UnicodeScalarView(scalars.prefix(limit - end - 1))) + "…"
                + String(String.UnicodeScalarView(scalars.suffix(end))))
    }

    /// What the template escapes and inserts.
    package var renderText: String { text }
    package var isNull: Bool { false }

    private static func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for character in text {
            let scalars = character.unicodeScalars
            let isCombined = scalars.count > 1 && scalars.contains(where: isMarkup)
            for scalar in scalars where !isCombined || isMarkup(scalar) {
                result.append(isVisible(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return String(result)
    }

    private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "<", ">", "&", "\"", "'": true
        default: false
        }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        case .format: scalar == "\u{200D}"
        default: true
        }
    }
}

extension DisplayText: ExpressibleByStringInterpolation {
    /// Cleans the text too, since an interpolation may bring any.
    package init(stringLiteral value: String) {
        self.init(value)
    }
}
