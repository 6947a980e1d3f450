// SPDX-License-Identifier: MIT

extension Problem {
    /// What happened and what to do, for the person who reads a log. Never anything of the request.
    package var title: String {
        switch self {
        case .malformedRequest: "This is not an HTTP request."
        case .notJSON(let offset, let expected): "The body is not JSON: \(expected) at byte \(offset)."
        case .signatureMissing(let header): "The header \(header) is missing or malformed."
        case .signatureInvalid: "The signature does not match the key, the counter and the message."
        case .credentialsMissing:
            "This address is for the collector's operator: user admin with the token as password, or the token as bearer."
        case .blocked: "The collector's operator does not take reports of this ID."
        case .notFound: "There is nothing at this address."
        case .nothingStored: "Nothing is stored about this ID."
        case .methodNotAllowed(let allowed): "This address takes \(allowed.joined(separator: ", ")) only."
        case .requestTooSlow: "The request was not complete in time; send it again."
        case .counterUsed: "The counter was used before; sign again with lastCounter + 1."
        case .identityPinned:
            "This ID does not belong to the request's key; for senders that do not sign, the collector's operator can erase."
        case .erased: "This ID was erased: nothing about it is stored any more."
        case .bodyTooLarge: "The body is larger than \(TelemetryHTTP.maximumBodySize) bytes."
        case .addressTooLong: "The address is longer than \(TelemetryHTTP.maximumAddressSize) bytes."
        case .unsupportedMediaType: "The Content-Type must be application/json, without a Content-Encoding."
        case .foreignHost:
            "This collector answers only to names of its own machine; behind a proxy, its operator must set behindProxy."
        case .invalid: "The request has values that the published rules do not allow."
        case .tooManyRequests: "Too many requests come from this network; try again later."
        case .tooManyMessages: "Too many messages come from this installation; try again later."
        case .headersTooLarge: "The header fields are too large or too many."
        case .unknownSchemaVersion:
            "This collector does not know the schemaVersion yet; keep the report and try again later."
        case .unavailable: "The collector cannot store anything at the moment; try again later."
        case .tooManyNew: "Too many new installations report at the moment; try again later."
        }
    }
}
