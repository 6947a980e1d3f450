// SPDX-License-Identifier: MIT

extension Problem {
    /// One of each, for counters that exist from the start and for documents.
    package static let examples: [Problem] = [
        .malformedRequest, .notJSON(at: 9, expected: "expected a colon"),
        .signatureMissing(header: TelemetryHTTP.signatureHeader), .signatureInvalid, .credentialsMissing, .blocked,
        .notFound, .nothingStored, .methodNotAllowed(allowed: ["GET", "HEAD"]), .requestTooSlow,
        .counterUsed(last: 41), .identityPinned, .erased, .bodyTooLarge, .addressTooLong, .unsupportedMediaType,
        .foreignHost, .invalid([Violation(field: "/data/system/distro", rule: "required")]),
        .tooManyRequests(retryAfter: 60), .tooManyMessages(retryAfter: 60), .headersTooLarge, .unknownSchemaVersion,
        .unavailable(retryAfter: 60), .tooManyNew(retryAfter: 3600),
    ]

    package static let slugs = examples.map(\.slug)
}
