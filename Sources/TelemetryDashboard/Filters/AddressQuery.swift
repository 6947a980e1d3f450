// SPDX-License-Identifier: MIT

/// The part of an address behind the question mark, as names with values.
package struct AddressQuery: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let name: String
        /// `nil` if it cannot be decoded to text.
        package let value: String?
    }

    package let entries: [Entry]

    /// - Parameter text: as it was sent, without the question mark. Entries without a value say nothing and are left out.
    package init(_ text: String) {
        entries = text.utf8.split(separator: UInt8(ascii: "&")).compactMap { pair in
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[1].isEmpty else {
                return parts.count == 2 ? nil : Entry(name: Self.decoded(parts[0]) ?? "?", value: "")
            }
            return Entry(name: Self.decoded(parts[0]) ?? "?", value: Self.decoded(parts[1]))
        }
    }

    private init(entries: [Entry]) { self.entries = entries }

    /// What is left if nothing is said about these.
    package func without(_ names: Set<String>) -> AddressQuery {
        AddressQuery(entries: entries.filter { !names.contains($0.name) })
    }

    private static func decoded(_ bytes: Substring.UTF8View) -> String? {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                return nil
            }
            result.append(high << 4 | low)
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Everything but letters, digits and `-._~` as `%XX`.
    package static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isPlain || "-._~".unicodeScalars.contains(scalar)
                ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
