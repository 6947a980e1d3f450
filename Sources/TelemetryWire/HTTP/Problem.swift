// SPDX-License-Identifier: MIT

/// Why a collector did not accept a request, as problem details (RFC 9457).
package enum Problem: Error, Sendable, Equatable {
    case notJSON(at: Int, expected: String)
    case signatureMissing(header: String)
    case signatureInvalid
    /// The counter is not greater than the last one. Sign again with a greater one.
    case counterUsed(last: UInt64)
    /// The ID belongs to another key, or to one although the request is not signed, or to none although it is.
    case identityPinned
    case bodyTooLarge
    case unsupportedMediaType
    case invalid([Violation])
    case unknownSchemaVersion
    /// The collector cannot store anything at the moment.
    case unavailable(retryAfter: Int)
    case notFound
    /// The address is right, but there is nothing to show.
    case nothingStored

    package var status: Int {
        switch self {
        case .notJSON: 400
        case .signatureMissing, .signatureInvalid: 401
        case .notFound, .nothingStored: 404
        case .counterUsed, .identityPinned: 409
        case .bodyTooLarge: 413
        case .unsupportedMediaType: 415
        case .invalid: 422
        case .unknownSchemaVersion, .unavailable: 503
        }
    }

    /// The last part of the problem's type, `urn:butler-telemetry:<slug>`, and the reason under which it is counted.
    package var slug: String {
        switch self {
        case .notJSON: "not-json"
        case .signatureMissing: "signature-missing"
        case .signatureInvalid: "signature-invalid"
        case .counterUsed: "counter-used"
        case .identityPinned: "identity-pinned"
        case .bodyTooLarge: "body-too-large"
        case .unsupportedMediaType: "unsupported-media-type"
        case .invalid: "invalid"
        case .unknownSchemaVersion: "unknown-schema-version"
        case .unavailable: "unavailable"
        case .notFound: "not-found"
        case .nothingStored: "nothing-stored"
        }
    }

    /// Every slug, for counters that exist from the start.
    package static let slugs = [
        "not-json", "signature-missing", "signature-invalid", "counter-used", "identity-pinned", "body-too-large",
        "unsupported-media-type", "invalid", "unknown-schema-version", "unavailable", "not-found",
        "nothing-stored",
    ]

    /// Seconds after which trying again makes sense; `nil` if the answer is final.
    package var retryAfter: Int? {
        switch self {
        case .unknownSchemaVersion: 86_400
        case .unavailable(let seconds): seconds
        default: nil
        }
    }

    package var title: String {
        switch self {
        case .notJSON(let offset, let expected): "The body is not JSON: \(expected) at byte \(offset)."
        case .signatureMissing(let header): "The header \(header) is missing or malformed."
        case .signatureInvalid: "The signature does not match the key, the counter and the message."
        case .counterUsed: "The counter was used before; sign again with lastCounter + 1."
        case .identityPinned:
            "This ID does not belong to the request's key; for senders that do not sign, the collector's operator can erase."
        case .bodyTooLarge: "The body is larger than \(TelemetryHTTP.maximumBodySize) bytes."
        case .unsupportedMediaType: "The Content-Type must be application/json."
        case .invalid: "The request has values that the published rules do not allow."
        case .unknownSchemaVersion:
            "This collector does not know the schemaVersion yet; keep the report and try again later."
        case .unavailable: "The collector cannot store anything at the moment; try again later."
        case .notFound: "There is nothing at this address."
        case .nothingStored: "Nothing is stored about this ID."
        }
    }

    package var json: [UInt8] {
        var members: [JSONValue.Member] = [
            .init("type", .string("urn:butler-telemetry:\(slug)")),
            .init("title", .string(title)),
            .init("status", .number(String(status))),
        ]
        switch self {
        case .invalid(let violations):
            let errors = violations.map {
                JSONValue.object([.init("field", .string($0.field)), .init("rule", .string($0.rule))])
            }
            members.append(.init("errors", .array(errors)))
        case .counterUsed(let last):
            members.append(.init("lastCounter", .number(String(last))))
        default:
            break
        }
        return JSONWriter.encode(.object(members))
    }
}
