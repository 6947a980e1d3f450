// SPDX-License-Identifier: MIT

/// One value that a telemetry report may contain: its place, its rule, and why it is there.
///
/// `FieldRegistry` lists them all; validation, encoding, the preview and the published documents are made from that list.
package struct Field: Sendable {
    /// The names on the way to the value below `data`, `system` and `id` for example.
    package var path: [String]
    package var kind: Kind
    /// Why the makers want to know, in a sentence for administrators.
    package var purpose: String
    /// Where a client takes the value from.
    package var source: String
    /// What a value looks like, for documents.
    package var example: String
    /// The first `schemaVersion` that has the field. Version 1 is the published message without proof.
    package var since: Int
    /// The last `schemaVersion` that has the field; `nil` if the newest one has it.
    package var until: Int?
    package var presence: Presence
    let access: FieldAccess

    package enum Kind: Sendable {
        /// One of the services that the registry knows.
        case service
        case text(TextPattern)
        case boolean
    }

    package enum Presence: Sendable, Equatable {
        case required
        /// A version 1 message may lack it, which means "unknown".
        case optionalIn1
        /// A message may have it; it is checked and then forgotten.
        case ignored
    }

    package var name: String { path.last ?? "" }

    /// The JSON pointer of the field in a message with an envelope, `/data/system/id` for example.
    package var pointer: String { "/data/" + path.joined(separator: "/") }

    /// True if a message of this version must have the field.
    package func isRequired(in version: Int) -> Bool {
        switch presence {
        case .required: isAllowed(in: version)
        case .optionalIn1: isAllowed(in: version) && version > 1
        case .ignored: false
        }
    }

    /// True if a message of this version may have the field.
    package func isAllowed(in version: Int) -> Bool { version >= since && until.map { version <= $0 } ?? true }
}

/// How a field's value is read from and written to a report.
enum FieldAccess: Sendable {
    case text(any WritableKeyPath<TelemetryReport, String> & Sendable)
    case optionalText(any WritableKeyPath<TelemetryReport, String?> & Sendable)
    case flag(any WritableKeyPath<TelemetryReport, Bool> & Sendable)
    case feature(String)
    case none
}
