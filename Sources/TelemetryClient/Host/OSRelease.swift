// SPDX-License-Identifier: MIT

/// The assignments of an os-release file. Lines that are none are skipped; of two with one name the later counts.
struct OSRelease: Sendable, Equatable {
    private var values: [String: String] = [:]

    /// Real files have some hundred bytes; no more of a strange one is looked at than this.
    private static let largest = 64 * 1024

    init(_ text: String) {
        // By bytes: as characters, a line end after a carriage return would not be one.
        let isLineEnd: (UInt8) -> Bool = { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        for line in text.utf8.prefix(Self.largest).split(whereSeparator: isLineEnd) {
            let line = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            let name = line.prefix { $0 != UInt8(ascii: "=") }
            guard name.count < line.count, !name.isEmpty, name.allSatisfy(Self.isOfName) else { continue }
            values[String(decoding: name, as: UTF8.self)] = Self.unquoted(line.dropFirst(name.count + 1))
        }
    }

    /// The value of a name; empty if there is none.
    subscript(name: String) -> String { values[name] ?? "" }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// What a shell would make of the right side of an assignment, without variables and commands.
    private static func unquoted(_ text: some Sequence<UInt8>) -> String {
        var value: [UInt8] = []
        var quote: UInt8?
        var isEscaped = false
        for byte in text {
            if isEscaped {
                value.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                isEscaped = true
            } else if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if quote == nil, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
                break
            } else {
                value.append(byte)
            }
        }
        return String(decoding: value, as: UTF8.self).trimmed
    }
}
