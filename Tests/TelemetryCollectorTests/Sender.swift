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
    var version = "0.1.0"

    /// A report as sent, made so many hours after the beginning of `Collector.today`.
    func body(hour: Int = 0) -> [UInt8] {
        var report = Sample.report(id: id)
        report.serviceVersion = version
        return report.encoded(at: HourTimestamp(secondsSinceEpoch: 1_795_305_600 + hour * 3600))
    }

    /// The headers of a message; `counter` as text, so that it can be wrong, is what is sent instead.
    func headers(for body: [UInt8], counter: UInt64, sentCounter: String? = nil) throws -> HTTPFields {
        var headers = try headers(of: .report(body), counter: counter, sentCounter: sentCounter)
        headers[.contentType] = "application/json"
        return headers
    }

    /// The headers of a request to read back (`GET`) or to erase (`DELETE`) what is stored about the sender.
    func headers(for method: HTTPRequest.Method, counter: UInt64) throws -> HTTPFields {
        try headers(of: method == .delete ? .erase(id: id) : .read(id: id), counter: counter)
    }

    private func headers(of message: SignedMessage, counter: UInt64, sentCounter: String? = nil) throws -> HTTPFields {
        let signature = try key.signature(for: message.bytes(counter: counter))
        var headers = HTTPFields()
        headers[.telemetryKey] = Base64URL.encode(Array(key.publicKey.rawRepresentation))
        headers[.telemetryCounter] = sentCounter ?? String(counter)
        headers[.telemetrySignature] = Base64URL.encode(Array(signature))
        return headers
    }

    /// A report as it is exported.
    func exported(counter: UInt64, hour: Int = 0) throws -> SignedReport {
        let body = body(hour: hour)
        let signature = try key.signature(for: SignedMessage.report(body).bytes(counter: counter))
        return SignedReport(
            key: Array(key.publicKey.rawRepresentation), counter: counter, signature: Array(signature), body: body)
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
