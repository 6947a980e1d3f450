// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import Crypto
import NIOCore
import NIOHTTP1
package import TelemetryWire

/// A signed request to a collector, whole: what is not made here does not leave.
package enum CollectorRequest: Sendable {
    case report(SignedReport)
    /// Read back what is stored about an ID.
    case read(id: String, Proof)
    /// Erase what is stored about an ID.
    case erase(id: String, Proof)

    /// Who sends it, and that nobody else could have.
    package struct Proof: Sendable, Equatable {
        var key: [UInt8]
        var counter: UInt64
        var signature: [UInt8]

        init(_ message: SignedMessage, counter: UInt64, signedWith key: Curve25519.Signing.PrivateKey) throws {
            self.key = Array(key.publicKey.rawRepresentation)
            self.counter = counter
            signature = Array(try key.signature(for: message.bytes(counter: counter)))
        }
    }

    var counter: UInt64 {
        switch self {
        case .report(let report): report.counter
        case .read(_, let proof), .erase(_, let proof): proof.counter
        }
    }

    /// The request as it leaves: no header that differs from host to host, but for the proof.
    package func httpRequest(to collector: CollectorURL) -> HTTPClientRequest {
        let proof: (key: [UInt8], counter: UInt64, signature: [UInt8])
        var request: HTTPClientRequest
        switch self {
        case .report(let report):
            proof = (report.key, report.counter, report.signature)
            request = HTTPClientRequest(url: collector.base + TelemetryHTTP.reportPath)
            request.method = .POST
            request.headers = ["Content-Type": "application/json"]
            request.body = .bytes(ByteBuffer(bytes: report.body))
        case .read(let id, let signed), .erase(let id, let signed):
            proof = (signed.key, signed.counter, signed.signature)
            request = HTTPClientRequest(url: collector.base + TelemetryHTTP.installationPath(id: id))
            if case .erase = self { request.method = .DELETE }
        }
        request.headers.add(name: "User-Agent", value: TelemetryHTTP.userAgent)
        request.headers.add(name: TelemetryHTTP.keyHeader, value: Base64URL.encode(proof.key))
        request.headers.add(name: TelemetryHTTP.counterHeader, value: String(proof.counter))
        request.headers.add(name: TelemetryHTTP.signatureHeader, value: Base64URL.encode(proof.signature))
        return request
    }
}
