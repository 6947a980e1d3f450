// SPDX-License-Identifier: MIT

/// The part of an address behind the question mark.
struct PageQuery: Sendable {
    /// The longest value that is looked at, in bytes.
    private static let limit = 200
    private let text: String

    init(_ text: String) { self.text = text }

    /// The value of a name, cut to what anybody types; `nil` if it is not there.
    func value(_ name: String) -> String? {
        for pair in text.split(separator: "&") {
            guard pair.hasPrefix("\(name)=") else { continue }
            return Self.decoded(pair.dropFirst(name.count + 1))
        }
        return nil
    }

    /// What is spelled with `%` and `+`. What is no text becomes a replacement character.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst(), bytes.count < limit {
            if byte == UInt8(ascii: "+") {
                bytes.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), let code = code(rest.prefix(2)) {
                rest = rest.dropFirst(2)
                bytes.append(code)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func code(_ digits: ArraySlice<UInt8>) -> UInt8? {
        let text = String(decoding: digits, as: UTF8.self)
        return text.count == 2 && text.allSatisfy(\.isHexDigit) ? UInt8(text, radix: 16) : nil
    }
}
