// SPDX-License-Identifier: MIT

import SeededNumbers

/// A datagram that no appender makes, by the name that the command line gives its kind. None has the number of an event.
package enum MalformedDatagram: String, Sendable, CaseIterable {
    /// Nothing at all.
    case empty
    /// Random bytes.
    case binary
    /// An event, but with bytes that are no UTF-8 before its last field.
    case invalidUTF8 = "invalid-utf8"
    /// An event, but as long as a datagram can be.
    case oversized
    /// The beginning of an event.
    case truncated
    /// The first three fields of an event.
    case tooFewFields = "too-few-fields"
    /// An event with forty fields more.
    case tooManyFields = "too-many-fields"
    /// An event of a type that there is not.
    case unknownType = "unknown-type"
    /// An event with line feeds and other control characters in its fields.
    case controlCharacters = "control-characters"

    /// The names of all kinds, for people.
    package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// What UDP over IPv4 carries.
    static let largest = 65_507

    /// Spoils the datagram of an event.
    func bytes(of event: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        let semicolon = UInt8(ascii: ";")
        let firstEnd = event.firstIndex(of: semicolon) ?? event.count
        let lastStart = (event.lastIndex(of: semicolon) ?? -1) + 1
        switch self {
        case .empty: return []
        case .binary: return (0..<random.number(in: 16...512)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        case .invalidUTF8: return event[..<lastStart] + [0xC3, 0x28, 0xFF, 0xED, 0xA0, 0x80] + event[lastStart...]
        case .oversized: return event + repeatElement(UInt8(ascii: "a"), count: max(0, Self.largest - event.count))
        case .truncated:
            // Long before the last field that any type has.
            let separators = event.indices.filter { event[$0] == semicolon }
            let end = separators.count > 4 ? separators[4] : event.count
            return Array(event.prefix(random.number(in: 1...max(1, end))))
        case .tooFewFields:
            let fields = event.split(separator: semicolon, omittingEmptySubsequences: false)
            return Array(fields.prefix(3).joined(separator: [semicolon]))
        case .tooManyFields: return event + repeatElement([semicolon, UInt8(ascii: "y")], count: 40).joined()
        case .unknownType: return Array("/qseow-\(random.number(in: 1...999_999))/".utf8) + event[firstEnd...]
        case .controlCharacters:
            let controls = Array("\r\n\u{1B}[31m\u{0}\u{7F}".utf8)
            return event[..<lastStart] + controls + event[lastStart...] + "\r\n".utf8
        }
    }
}
