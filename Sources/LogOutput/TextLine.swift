// SPDX-License-Identifier: MIT

/// Lines that people read. Control characters are escaped, and values with blanks or quotes are quoted.
enum TextLine {
    static func text(_ line: LogLine, at time: LogTime, isColoured: Bool) -> String {
        let level = line.level
        var text = UTCTime.text(time)
        text += isColoured ? " \u{1B}[\(level.colour)m\(level.rawValue)\u{1B}[39m: " : " \(level.rawValue): "
        text += escaped(line.message)
        for field in line.fields { text += " \(escaped(field.name))=\(quotedIfNeeded(field.value))" }
        if let count = line.repeated { text += " repeated=\(count)" }
        return text + "\n"
    }

    private static func quotedIfNeeded(_ text: String) -> String {
        let plain = escaped(text)
        let isPlain = !plain.isEmpty && !plain.utf8.contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
        return isPlain
            ? plain
            : "\"" + plain.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
    }

    private static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }) else {
            return text
        }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
