// SPDX-License-Identifier: MIT

import TelemetryWire

extension Problem {
    /// Whether a problem says, by itself, that a report or a request to erase was turned away.
    ///
    /// Of one that anybody may run into, with any address, only the place where it came up can say that.
    var concernsReports: Bool {
        switch self {
        case .notJSON, .signatureMissing, .signatureInvalid, .blocked, .counterUsed, .identityPinned, .erased,
            .bodyTooLarge,
            .unsupportedMediaType, .invalid, .tooManyRequests, .tooManyMessages, .unknownSchemaVersion, .tooManyNew:
            true
        case .malformedRequest, .credentialsMissing, .notFound, .nothingStored, .methodNotAllowed, .requestTooSlow,
            .addressTooLong, .foreignHost, .headersTooLarge, .unavailable:
            false
        }
    }
}
