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
    /// The first `schemaVersion` that has the field. Version 1 is the published message without proof.
    package var since: Int
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
        /// Required from schema version 2 on; a version 1 message may lack it, which means "unknown".
        case requiredSince2
        /// Only version 1 messages have it.
        case onlyIn1
        /// Only messages from schema version 2 on have it.
        case onlySince2
        /// Version 1 messages may have it; it is checked and then forgotten.
        case ignored
    }

    package var name: String { path.last ?? "" }

    /// The JSON pointer of the field in a message with an envelope, `/data/system/id` for example.
    package var pointer: String { "/data/" + path.joined(separator: "/") }

    /// True if a message of this version must have the field.
    package func isRequired(in version: Int) -> Bool {
        switch presence {
        case .required: true
        case .requiredSince2, .onlySince2: version >= 2
        case .onlyIn1: version == 1
        case .ignored: false
        }
    }

    /// True if a message of this version may have the field.
    package func isAllowed(in version: Int) -> Bool {
        switch presence {
        case .required, .requiredSince2: true
        case .onlySince2: version >= 2
        case .onlyIn1, .ignored: version == 1
        }
    }
}

/// How a field's value is read from and written to a report.
enum FieldAccess: Sendable {
    case text(any WritableKeyPath<TelemetryReport, String> & Sendable)
    case optionalText(any WritableKeyPath<TelemetryReport, String?> & Sendable)
    case flag(any WritableKeyPath<TelemetryReport, Bool> & Sendable)
    case feature(String)
    case none
}
