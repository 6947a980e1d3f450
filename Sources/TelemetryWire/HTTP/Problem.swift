// SPDX-License-Identifier: MIT

/// Why a collector did not do what a request asked for, as problem details (RFC 9457).
package enum Problem: Error, Sendable, Equatable {
    /// What came is not HTTP.
    case malformedRequest
    case notJSON(at: Int, expected: String)
    case signatureMissing(header: String)
    case signatureInvalid
    /// The address is for the operator, who has a token.
    case credentialsMissing
    /// The operator refuses reports of this installation.
    case blocked
    case notFound
    /// The address is right, but there is nothing to show.
    case nothingStored
    case methodNotAllowed(allowed: [String])
    /// The request was not complete in time.
    case requestTooSlow
    /// The counter is not greater than the last one. Sign again with a greater one.
    case counterUsed(last: UInt64)
    /// The ID belongs to another key, or to one although the request is not signed, or to none although it is.
    case identityPinned
    /// The installation was erased, and nothing about it is taken any more.
    case erased
    case bodyTooLarge
    case addressTooLong
    case unsupportedMediaType
    /// The request names a host that this collector is not.
    case foreignHost
    case invalid([Violation])
    /// Too many requests come from one network address.
    case tooManyRequests(retryAfter: Int)
    /// Too many messages come from one installation.
    case tooManyMessages(retryAfter: Int)
    case headersTooLarge
    case unknownSchemaVersion
    /// The collector cannot store or read anything at the moment.
    case unavailable(retryAfter: Int)
    /// More new installations are not let in at the moment.
    case tooManyNew(retryAfter: Int)

    package var status: Int {
        switch self {
        case .malformedRequest, .notJSON: 400
        case .signatureMissing, .signatureInvalid, .credentialsMissing: 401
        case .blocked: 403
        case .notFound, .nothingStored: 404
        case .methodNotAllowed: 405
        case .requestTooSlow: 408
        case .counterUsed, .identityPinned: 409
        case .erased: 410
        case .bodyTooLarge: 413
        case .addressTooLong: 414
        case .unsupportedMediaType: 415
        case .foreignHost: 421
        case .invalid: 422
        case .tooManyRequests, .tooManyMessages: 429
        case .headersTooLarge: 431
        case .unknownSchemaVersion, .unavailable, .tooManyNew: 503
        }
    }

    /// The last part of the problem's type, `urn:butler-telemetry:<slug>`, and the reason under which it is counted.
    package var slug: String {
        switch self {
        case .malformedRequest: "malformed-request"
        case .notJSON: "not-json"
        case .signatureMissing: "signature-missing"
        case .signatureInvalid: "signature-invalid"
        case .credentialsMissing: "credentials-missing"
        case .blocked: "blocked"
        case .notFound: "not-found"
        case .nothingStored: "nothing-stored"
        case .methodNotAllowed: "method-not-allowed"
        case .requestTooSlow: "request-too-slow"
        case .counterUsed: "counter-used"
        case .identityPinned: "identity-pinned"
        case .erased: "erased"
        case .bodyTooLarge: "body-too-large"
        case .addressTooLong: "address-too-long"
        case .unsupportedMediaType: "unsupported-media-type"
        case .foreignHost: "foreign-host"
        case .invalid: "invalid"
        case .tooManyRequests: "too-many-requests"
        case .tooManyMessages: "too-many-messages"
        case .headersTooLarge: "headers-too-large"
        case .unknownSchemaVersion: "unknown-schema-version"
        case .unavailable: "unavailable"
        case .tooManyNew: "too-many-new"
        }
    }

    /// Seconds after which trying again makes sense; `nil` if nobody can say, or if the answer is final.
    package var retryAfter: Int? {
        switch self {
        case .unknownSchemaVersion: 86_400
        case .unavailable(let seconds), .tooManyNew(let seconds), .tooManyRequests(let seconds),
            .tooManyMessages(let seconds):
            seconds
        default: nil
        }
    }

    /// The header fields that go with the problem, beside those of every answer.
    package var fields: [(name: String, value: String)] {
        switch self {
        case .methodNotAllowed(let allowed): [("Allow", allowed.joined(separator: ", "))]
        case .credentialsMissing:
            [
                ("WWW-Authenticate", "Basic realm=\"butler-telemetry\", charset=\"UTF-8\""),
                ("WWW-Authenticate", "Bearer realm=\"butler-telemetry\""),
            ]
        case .malformedRequest, .requestTooSlow, .headersTooLarge: [("Connection", "close")]
        default: retryAfter.map { [("Retry-After", String($0))] } ?? []
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
