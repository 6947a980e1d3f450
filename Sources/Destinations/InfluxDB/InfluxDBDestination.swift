// SPDX-License-Identifier: MIT

package import AsyncHTTPClient
import Foundation
import HTTPExchange
package import Logging
package import Monitoring
package import MonitoringPipeline
import NIOCore
import NIOHTTP1
import Synchronization

/// Stores observations in InfluxDB.
///
/// The database is made, with its retention policy, before the first write and again if the server says that it is gone.
package final class InfluxDBDestination: Destination {
    package let name = "influxdb"

    private let configuration: InfluxDBConfiguration
    private let endpoint: InfluxDBEndpoint
    private let encoder = LineProtocolEncoder(dialect: .version1)
    private let client: HTTPClient
    private let localOffset: Int
    private let timeout: Duration
    private let logger: Logger
    private let isPrepared = Mutex(false)

    /// - Parameter localOffset: seconds east of UTC on this host, for engines that spell their start time without a zone.
    package init(
        _ configuration: InfluxDBConfiguration, client: HTTPClient, localOffset: Int = 0,
        timeout: Duration = .seconds(10), logger: Logger
    ) {
        self.configuration = configuration
        self.endpoint = InfluxDBEndpoint(configuration)
        self.client = client
        self.localOffset = localOffset
        self.timeout = timeout
        self.logger = logger
    }

    package func records(of observation: Observation) -> [Record] {
        switch observation {
        case .engineHealth(let health, let server, let time):
            health.measurements(of: server, at: time, lists: configuration.lists, localOffset: localOffset)
                .compactMap { encoder.encode($0).map(Record.init) }
        case .pollFailed:
            []
        }
    }

    package func deliver(_ batch: [Record]) async throws(DeliveryFailure) {
        if !isPrepared.withLock({ $0 }) {
            try await prepare()
            isPrepared.withLock { $0 = true }
        }
        var body = ByteBuffer()
        body.reserveCapacity(batch.reduce(0) { $0 + $1.bytes.count + 1 })
        for record in batch {
            body.writeBytes(record.bytes)
            body.writeInteger(UInt8(ascii: "\n"))
        }
        let answer = try await send(endpoint.write(body))
        guard !(200..<300).contains(answer.status) else { return }
        throw failure(answer, recordCount: batch.count)
    }

    private func prepare() async throws(DeliveryFailure) {
        let databases = try await query(endpoint.showDatabases())
        if databases.contains(endpoint.database) {
            logger.notice("INFLUXDB: found database", metadata: ["database": "\(endpoint.database)"])
            return
        }
        _ = try await query(endpoint.createDatabase())
        _ = try await query(endpoint.createRetentionPolicy())
        logger.notice(
            "INFLUXDB: created database",
            metadata: ["database": "\(endpoint.database)", "retention_policy": "\(endpoint.retentionPolicyName)"])
    }

    /// The text values of a query's answer. InfluxDB reports errors of a query inside a 200 answer.
    private func query(_ request: HTTPClientRequest) async throws(DeliveryFailure) -> [String] {
        let answer = try await send(request)
        guard answer.status == 200 else {
            // Whatever is wrong with a query, the points that wait are not to blame.
            throw DeliveryFailure(.temporary(retryAfter: nil), failure(answer, recordCount: 0).message)
        }
        guard let parsed = try? JSONDecoder().decode(QueryAnswer.self, from: Data(answer.body)) else {
            throw DeliveryFailure(
                .temporary(retryAfter: nil), "InfluxDB at \(place) answered a query with something else than JSON")
        }
        if let error = parsed.results?.compactMap(\.error).first ?? parsed.error {
            throw DeliveryFailure(.temporary(retryAfter: nil), "InfluxDB at \(place) refused a query: \(error)")
        }
        return parsed.results?.flatMap { $0.series ?? [] }.flatMap { $0.values ?? [] }.flatMap { $0.compactMap(\.text) }
            ?? []
    }

    private var place: String { "\(configuration.host):\(configuration.port)" }

    private func send(_ request: HTTPClientRequest) async throws(DeliveryFailure) -> HTTPExchange.Answer {
        do {
            return try await HTTPExchange.run(request, with: client, deadline: timeout, maximumBodySize: 1 << 20)
        } catch {
            throw DeliveryFailure(.temporary(retryAfter: nil), "InfluxDB at \(place): \(error)")
        }
    }

    /// Which answers are worth another try: everything but a refusal of the points themselves.
    private func failure(_ answer: HTTPExchange.Answer, recordCount: Int) -> DeliveryFailure {
        let detail = (try? JSONDecoder().decode(ErrorAnswer.self, from: Data(answer.body)))?.error ?? "no reason given"
        let message = "InfluxDB at \(place), HTTP status \(answer.status): \(String(detail.prefix(500)))"
        switch answer.status {
        case 404:
            // The database was dropped under us: make it again with the next try.
            isPrepared.withLock { $0 = false }
            return DeliveryFailure(.temporary(retryAfter: nil), message)
        case 400 where detail.contains("dropped="):
            let rejected = detail.split(separator: "dropped=").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
            return DeliveryFailure(.partial(rejected: min(max(rejected, 1), recordCount)), message)
        case 400, 413, 422:
            return DeliveryFailure(.permanent, message)
        default:
            let seconds = answer.headers.first(name: "Retry-After").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
            return DeliveryFailure(.temporary(retryAfter: seconds.map { .seconds($0) }), message)
        }
    }

    private struct ErrorAnswer: Decodable {
        var error: String
    }

    private struct QueryAnswer: Decodable {
        var results: [Result]?
        var error: String?

        struct Result: Decodable {
            var series: [Series]?
            var error: String?
        }
        struct Series: Decodable {
            var values: [[Cell]]?
        }
    }

    /// A cell of a result table, of which only text matters here.
    private struct Cell: Decodable {
        var text: String?

        init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
    }
}
