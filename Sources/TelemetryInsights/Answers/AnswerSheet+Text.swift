// SPDX-License-Identifier: MIT

extension AnswerSheet {
    private static let width = 100

    /// The sentences for a terminal: a heading for the topic and one for each answer. Ends with a line break.
    ///
    /// Promises: no control characters but line breaks, whatever installations reported.
    package var text: String {
        let heading = PlainText.line(title)
        var lines = [heading, String(repeating: "=", count: heading.count)]
        lines += PlainText.wrapped(lead, width: Self.width)
        for answer in answers {
            lines += ["", PlainText.line(answer.title)]
            for sentence in answer.sentences {
                lines += PlainText.wrapped(sentence, width: Self.width, indent: "    ").enumerated().map { index, line in
                    index == 0 ? "  - " + line.dropFirst(4) : line
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
