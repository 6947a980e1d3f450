// SPDX-License-Identifier: MIT

/// JSON as people read it: two blanks per level, one member per line, short lists on one line.
package enum IndentedJSON {
    package static func text(_ value: JSONValue, indentation: String = "") -> String {
        let inner = indentation + "  "
        switch value {
        case .object(let members) where !members.isEmpty:
            let lines = members.map { member in
                "\(inner)\(scalar(.string(member.name))): \(text(member.value, indentation: inner))"
            }
            return "{\n\(lines.joined(separator: ",\n"))\n\(indentation)}"
        case .array(let elements) where elements.contains { if case .object = $0 { true } else { false } }:
            let lines = elements.map { inner + text($0, indentation: inner) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(indentation)]"
        case .array(let elements):
            return "[\(elements.map(scalar).joined(separator: ", "))]"
        default:
            return scalar(value)
        }
    }

    private static func scalar(_ value: JSONValue) -> String {
        String(decoding: JSONWriter.encode(value), as: UTF8.self)
    }
}
