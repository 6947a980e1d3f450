// SPDX-License-Identifier: MIT

import ConfigurationFile

/// Writes values as a document of JSON, two blanks for each level.
enum JSONText {
    static func text(_ value: SettingValue) -> String {
        var text = ""
        write(value, indentation: 0, to: &text)
        return text + "\n"
    }

    private static func write(_ value: SettingValue, indentation: Int, to text: inout String) {
        switch value {
        case .nothing: text += "null"
        case .boolean(let truth): text += String(truth)
        case .number(let number): text += number
        case .text(let string): write(string, to: &text)
        case .list(let elements):
            write(elements, "[", "]", indentation, to: &text) { write($0, indentation: indentation + 2, to: &$1) }
        case .pairs(let pairs):
            write(pairs, "{", "}", indentation, to: &text) { pair, text in
                write(pair.name, to: &text)
                text += ": "
                write(pair.value, indentation: indentation + 2, to: &text)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ start: String, _ end: String, _ indentation: Int, to text: inout String,
        each: (Element, inout String) -> Void
    ) {
        text += start
        for (index, element) in elements.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indentation + 2)
            each(element, &text)
        }
        text += elements.isEmpty ? end : "\n" + String(repeating: " ", count: indentation) + end
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        defer { text += "\"" }
        let isPlain = string.utf8.allSatisfy {
            (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if isPlain {
            text += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case _ where scalar.value < 0x20 || [0x7F, 0x2028, 0x2029, 0xFEFF].contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
