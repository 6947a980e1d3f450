// SPDX-License-Identifier: MIT

/// Text from anywhere, as Markdown that shows just this text.
///
/// Promises: no character of it is markup, in CommonMark and with the tables, links and mentions of forges; it stays on one line,
/// and in one cell of a table.
package enum MarkdownText {
    package static func escaped(_ text: String) -> String {
        var result = ""
        var isStart = true
        let scalars = Array(PlainText.line(text).unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            let digitsBefore = isStart && index > 0
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "#", "&", "!", "$", "{", "}":
                result += "\\"
            case "@":
                // Forges look for mentions after they have read the markup: only another character stops them.
                result += "@\u{2060}"
                isStart = false
                continue
            case ":" where next == "/":
                // So that an address does not become a link.
                result += "\\"
            case "."
            where index >= 3 && String(String.UnicodeScalarView(scalars[(index - 3)..<index])).lowercased() == "www":
                result += "\\"
            case "-", "+", "=":
                if index == 0 { result += "\\" }
            case ".", ")":
                // `1. ` at the start would be a list.
                if digitsBefore, next == " " { result += "\\" }
            default: break
            }
            result.unicodeScalars.append(scalar)
            isStart = isStart && ("0"..."9").contains(scalar)
        }
        return result
    }
}
