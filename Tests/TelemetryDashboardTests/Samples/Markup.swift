// SPDX-License-Identifier: MIT

/// A page taken apart, as far as the tests need it.
struct Markup {
    /// Every tag as it was written, in document order.
    let tags: [String]
    /// What is wrong with the nesting of the elements; empty if nothing is.
    let mistakes: [String]

    /// Browsers look for tags scalar by scalar, so a bracket that carries an accent is a bracket here too.
    private static var tag: Regex<(Substring, Substring, Substring, Substring)> {
        /<(\/?)([^\s\/>]*)[^>]*?(\/?)>/.matchingSemantics(.unicodeScalar)
    }

    init(_ html: String) {
        var tags: [String] = []
        var mistakes: [String] = []
        var open: [Substring] = []
        let void: Set<Substring> = ["meta", "link", "input", "!DOCTYPE"]
        for match in html.matches(of: Self.tag) {
            tags.append(String(match.0))
            let (_, slash, name, end) = match.output
            if !slash.isEmpty {
                if open.last == name { open.removeLast() } else { mistakes.append("unexpected \(match.0)") }
            } else if end.isEmpty, !void.contains(name) {
                open.append(name)
            }
        }
        self.tags = tags
        self.mistakes = mistakes + open.map { "<\($0)> is not closed" }
    }

    /// The values of an attribute, in document order.
    func values(of attribute: String) -> [String] {
        tags.flatMap { tag in
            tag.matches(of: /\s([a-z-]+)="([^"]*)"/).filter { $0.1 == attribute }.map { String($0.2) }
        }
    }
}
