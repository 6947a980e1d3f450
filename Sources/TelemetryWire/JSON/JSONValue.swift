// SPDX-License-Identifier: MIT

/// A parsed JSON text. Numbers keep their spelling, objects keep their order.
package enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value of the member called `name`, if this is an object that has one.
    package subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The integer that this number spells without fraction or exponent, if it fits.
    package var integer: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }
}
