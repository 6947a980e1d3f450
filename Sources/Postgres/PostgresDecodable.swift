// SPDX-License-Identifier: MIT

/// A type that a column can be read as.
package protocol PostgresDecodable {
    /// The value of a column; `nil` if it is not of this type.
    ///
    /// - Parameter text: the value as the server prints it, or `nil` for `NULL`.
    init?(postgres text: UnsafeBufferPointer<UInt8>?)
}

extension String: PostgresDecodable {
    package init?(postgres text: UnsafeBufferPointer<UInt8>?) {
        guard let text else { return nil }
        self.init(decoding: text, as: UTF8.self)
    }
}

extension Int64: PostgresDecodable {
    package init?(postgres text: UnsafeBufferPointer<UInt8>?) {
        guard let text else { return nil }
        self.init(String(decoding: text, as: UTF8.self))
    }
}

extension Int: PostgresDecodable {
    package init?(postgres text: UnsafeBufferPointer<UInt8>?) {
        guard let text else { return nil }
        self.init(String(decoding: text, as: UTF8.self))
    }
}

extension Bool: PostgresDecodable {
    package init?(postgres text: UnsafeBufferPointer<UInt8>?) {
        guard let text, text.count == 1 else { return nil }
        switch text[0] {
        case UInt8(ascii: "t"): self = true
        case UInt8(ascii: "f"): self = false
        default: return nil
        }
    }
}

/// `bytea`, which the server prints as `\x` and two digits per byte.
extension Array: PostgresDecodable where Element == UInt8 {
    package init?(postgres text: UnsafeBufferPointer<UInt8>?) {
        guard let text, text.count.isMultiple(of: 2), text.starts(with: #"\x"#.utf8) else { return nil }
        self = []
        reserveCapacity(text.count / 2 - 1)
        for index in stride(from: 2, to: text.count, by: 2) {
            guard let high = Self.digit(text[index]), let low = Self.digit(text[index + 1]) else { return nil }
            append(high << 4 | low)
        }
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package init?(postgres text: UnsafeBufferPointer<UInt8>?) {
        guard let text else {
            self = Self.none
            return
        }
        guard let value = Wrapped(postgres: text) else { return nil }
        self = .some(value)
    }
}
