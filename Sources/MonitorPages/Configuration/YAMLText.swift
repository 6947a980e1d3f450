// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Writes values as a document of YAML, two blanks for each level.
enum YAMLText {
    /// A longer key has to be announced: a parser looks no further ahead.
    private static let keyLimit = 1000

    static func text(_ value: SettingValue) -> String {
        var text = ""
        write(value, indentation: 0, isInside: false, to: &text)
        return text
    }

    /// - Parameter isInside: the line has begun, with a key or a dash.
    private static func write(_ value: SettingValue, indentation: Int, isInside: Bool, to text: inout String) {
        switch value {
        case .nothing: text += "\n"
        case .boolean(let truth): text += "\(isInside ? " " : "")\(truth)\n"
        case .number(let number): text += "\(isInside ? " " : "")\(number)\n"
        case .text(let string): text += "\(isInside ? " " : "")\(YAMLScalar.spelled(string))\n"
        case .list(let elements) where elements.isEmpty: text += "\(isInside ? " " : "")[]\n"
        case .pairs(let pairs) where pairs.isEmpty: text += "\(isInside ? " " : "")" + "{}\n"
        case .list(let elements):
            if isInside { text += "\n" }
            for element in elements { writeElement(element, indentation: indentation, to: &text) }
        case .pairs(let pairs):
            if isInside { text += "\n" }
            let blanks = String(repeating: " ", count: indentation)
            for (index, pair) in pairs.enumerated() {
                // Behind a dash the first key stands where it is.
                text += index == 0 && text.hasSuffix("- ") ? "" : blanks
                writeKey(pair.name, blanks: blanks, to: &text)
                write(pair.value, indentation: indentation + 2, isInside: true, to: &text)
            }
        }
    }

    private static func writeElement(_ element: SettingValue, indentation: Int, to text: inout String) {
        text += String(repeating: " ", count: indentation) + "-"
        if case .pairs(let pairs) = element, !pairs.isEmpty {
            text += " "
            write(element, indentation: indentation + 2, isInside: false, to: &text)
        } else {
            write(element, indentation: indentation + 2, isInside: true, to: &text)
        }
    }

    private static func writeKey(_ name: String, blanks: String, to text: inout String) {
        let key = YAMLScalar.spelled(name)
        text += key.utf8.count > keyLimit ? "? \(key)\n\(blanks):" : "\(key):"
    }
}
