// SPDX-License-Identifier: MIT

/// A value for a `$1` in a statement. It travels apart from the statement, so that nothing in it is ever taken for SQL.
package enum PostgresParameter: Sendable, Equatable {
    /// Takes the type that the statement expects.
    case null
    case text(String)
    case integer(Int64)
    case boolean(Bool)
    case bytes([UInt8])
    case texts([String?])
    case integers([Int64?])
    case booleans([Bool?])
    case byteStrings([[UInt8]?])

    package static func text(orNull text: String?) -> Self { text.map { .text($0) } ?? .null }
    package static func integer(orNull integer: Int64?) -> Self { integer.map { .integer($0) } ?? .null }
    package static func bytes(orNull bytes: [UInt8]?) -> Self { bytes.map { .bytes($0) } ?? .null }
}

extension PostgresParameter: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral
{
    package init(stringLiteral text: String) { self = .text(text) }
    package init(integerLiteral integer: Int64) { self = .integer(integer) }
    package init(booleanLiteral boolean: Bool) { self = .boolean(boolean) }
    package init(nilLiteral: ()) { self = .null }
}
