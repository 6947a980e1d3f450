// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import Crypto
import HTTPExchange
import NIOCore
import NIOHTTP1
import TelemetryWire

/// The choke point: the only place in the program from which telemetry leaves.
package struct ReportSender: Sendable {
    private let collector: CollectorURL
    private let client: HTTPClient
    private let timeout: Duration

    package init(collector: CollectorURL, client: HTTPClient, timeout: Duration = .seconds(5)) {
        self.collector = collector
        self.client = client
        self.timeout = timeout
    }

    /// The whole request, as it will leave.
    static func request(
        to collector: CollectorURL, body: [UInt8], counter: UInt64, secret: InstallSecret
    ) throws -> HTTPClientRequest {
        let key = try secret.signingKey()
        let signature = try key.signature(for: SignedMessage.report(body).bytes(counter: counter))
        var request = HTTPClientRequest(url: collector.base + TelemetryHTTP.reportPath)
        request.method = .POST
        request.headers = [
            "Content-Type": "application/json",
            "User-Agent": TelemetryHTTP.userAgent,
            TelemetryHTTP.keyHeader: Base64URL.encode(Array(key.publicKey.rawRepresentation)),
            TelemetryHTTP.counterHeader: String(counter),
            TelemetryHTTP.signatureHeader: Base64URL.encode(Array(signature)),
        ]
        request.body = .bytes(ByteBuffer(bytes: body))
        return request
    }

    func send(_ body: [UInt8], counter: UInt64, secret: InstallSecret) async -> SendOutcome {
        do {
            let request = try Self.request(to: collector, body: body, counter: counter, secret: secret)
            return SendOutcome(
                try await HTTPExchange.run(request, with: client, deadline: timeout, maximumBodySize: 64 * 1024))
        } catch let failure as HTTPExchangeFailure {
            return SendOutcome(failure)
        } catch {
            return .refused("the report cannot be signed: \(error)")
        }
    }
}
