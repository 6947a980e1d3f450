// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import Crypto
import Foundation
package import Monitoring
package import MonitoringPipeline

/// Sends events or figures to one account of New Relic.
///
/// Each account has a destination of its own for each of the two: what one of them does not take delays no other.
package final class NewRelicDestination: Destination {
    private enum Encoder {
        case metrics(NewRelicMetricEncoder)
        case events(NewRelicEventEncoder)
    }

    package let name: String
    package let errorType = "NEW_RELIC_POST"
    package let spoolName: String

    private let encoder: Encoder
    private let connection: NewRelicConnection

    /// As patient as the original.
    package static let patience: Duration = .seconds(10)

    package convenience init(
        metrics configuration: NewRelicMetricsConfiguration, to endpoint: NewRelicEndpoint, client: HTTPClient,
        timeout: Duration = patience
    ) {
        self.init(
            "newrelic-metrics", .metrics(NewRelicMetricEncoder(configuration: configuration)), endpoint, client,
            timeout)
    }

    package convenience init(
        events configuration: NewRelicEventsConfiguration, to endpoint: NewRelicEndpoint, client: HTTPClient,
        timeout: Duration = patience
    ) {
        self.init("newrelic-events", .events(NewRelicEventEncoder(configuration)), endpoint, client, timeout)
    }

    private init(
        _ kind: String, _ encoder: Encoder, _ endpoint: NewRelicEndpoint, _ client: HTTPClient, _ timeout: Duration
    ) {
        name = "\(kind)/\(endpoint.account)"
        spoolName = "\(kind)-\(Self.fileName(endpoint.account))"
        self.encoder = encoder
        connection = NewRelicConnection(endpoint, client: client, timeout: timeout)
    }

    package func records(of observation: Observation) -> [Record] {
        let bytes =
            switch encoder {
            case .metrics(let encoder): encoder.encode(observation)
            case .events(let encoder): encoder.encode(observation)
            }
        return bytes.map { [Record($0)] } ?? []
    }

    package func label(of record: Record) -> String {
        switch encoder {
        case .metrics: "figures"
        case .events: record.bytes.contains("\"eventType\":\"qs_userEvent\"".utf8) ? "a user event" : "a log event"
        }
    }

    package func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
        var body: [UInt8] = []
        body.reserveCapacity(batch.reduce(2) { $0 + $1.bytes.count + 1 })
        for record in batch {
            body.append(UInt8(ascii: body.isEmpty ? "[" : ","))
            body += record.bytes
        }
        body.append(UInt8(ascii: "]"))
        guard body.count <= NewRelicLimits.bodyBytes else {
            throw DeliveryFailure(
                .permanent, "\(body.count) bytes are more than New Relic takes at once: \(NewRelicLimits.bodyBytes)",
                category: .http4xx)
        }
        try await connection.post(body)
    }

    /// A name that any file system takes, another for each account.
    private static func fileName(_ account: String) -> String {
        let encoded = PercentEncoding.encode(account)
        guard encoded.utf8.count > 100 else { return encoded }
        let digest = SHA256.hash(data: Data(account.utf8)).prefix(8)
        return encoded.prefix(80) + "-" + digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
