// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import HTTPTypes
import TelemetryTestKit
import TelemetryWire

/// An installation that signs its reports.
struct Sender {
    var key = Curve25519.Signing.PrivateKey()
    var id = String(repeating: "ab", count: 32)

    /// A report as sent.
    func body(hour: Int = 0) -> [UInt8] {
        Sample.report(id: id).encoded(at: HourTimestamp(secondsSinceEpoch: 1_795_305_600 + hour * 3600))
    }

    /// The headers of a message; `counter` as text, so that it can be wrong, is what is sent instead.
    func headers(for body: [UInt8], counter: UInt64, sentCounter: String? = nil) throws -> HTTPFields {
        let signature = try key.signature(for: SignedMessage.report(body).bytes(counter: counter))
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.telemetryKey] = Base64URL.encode(Array(key.publicKey.rawRepresentation))
        headers[.telemetryCounter] = sentCounter ?? String(counter)
        headers[.telemetrySignature] = Base64URL.encode(Array(signature))
        return headers
    }
}

extension HTTPField.Name {
    static var telemetryKey: Self { named(TelemetryHTTP.keyHeader) }
    static var telemetrySignature: Self { named(TelemetryHTTP.signatureHeader) }
    static var telemetryCounter: Self { named(TelemetryHTTP.counterHeader) }

    private static func named(_ name: String) -> Self {
        guard let name = Self(name) else { fatalError("\(name) is no header name") }
        return name
    }
}
