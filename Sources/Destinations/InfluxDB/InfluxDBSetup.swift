// SPDX-License-Identifier: MIT

import Foundation
import HTTPExchange
import Logging
import MonitoringPipeline
import NIOHTTP1

/// Makes the place that points are written to, if it is missing: a database, or a bucket.
///
/// What exists is never changed.
struct InfluxDBSetup: Sendable {
    let requests: InfluxDBRequests
    let connection: InfluxDBConnection
    let logger: Logger

    func run(_ endpoint: InfluxDBConfiguration.Endpoint) async throws(DeliveryFailure) {
        switch endpoint {
        case .version1(let version): try await prepare(version)
        case .version2(let version): try await prepare(version)
        case .version3(let version): try await prepare(version)
        }
    }

    // MARK: Version 1

    private func prepare(_ version: InfluxDBConfiguration.Version1) async throws(DeliveryFailure) {
        let databases = try await query("SHOW DATABASES", isRead: true)
        if databases.contains(version.database) {
            logger.notice("INFLUXDB: found database", metadata: ["database": "\(version.database)"])
            return
        }
        let policy = version.retentionPolicy
        // In one statement: a database without its policy would be found the next time, and keep points for ever.
        _ = try await query(
            "CREATE DATABASE \(InfluxDBRequests.quoted(version.database)) WITH DURATION \(policy.duration) "
                + "REPLICATION 1 NAME \(InfluxDBRequests.quoted(policy.name))")
        logger.notice(
            "INFLUXDB: created database",
            metadata: ["database": "\(version.database)", "retention_policy": "\(policy.name)"])
    }

    /// The text values of a query's answer. InfluxDB reports errors of a query inside a 200 answer.
    private func query(_ text: String, isRead: Bool = false) async throws(DeliveryFailure) -> [String] {
        let answer = try await connection.send(requests.query(text, isRead ? .GET : .POST))
        guard answer.status == 200 else { throw connection.setupFailure(answer, "run a query") }
        guard let parsed = try? JSONDecoder().decode(QueryAnswer.self, from: Data(answer.body)) else {
            throw connection.setupFailure("run a query", "the answer is something else than JSON")
        }
        if let error = parsed.results?.compactMap(\.error).first ?? parsed.error {
            throw connection.setupFailure("run a query", error)
        }
        return parsed.results?.flatMap { $0.series ?? [] }.flatMap { $0.values ?? [] }.flatMap { $0.compactMap(\.text) }
            ?? []
    }

    // MARK: Version 2

    private func prepare(_ version: InfluxDBConfiguration.Version2) async throws(DeliveryFailure) {
        let answer = try await connection.send(requests.get("/api/v2/orgs", [("org", version.organisation)]))
        guard answer.status == 200 else {
            return try leaveToWrite(answer, "find the organisation \"\(version.organisation)\"")
        }
        let answered = try? JSONDecoder().decode(Organisations.self, from: Data(answer.body))
        guard let organisations = answered?.orgs else {
            throw connection.setupFailure(
                "find the organisation \"\(version.organisation)\"", "it is not in the answer")
        }
        guard let id = organisations.first?.id else {
            // A token for one bucket sees no organisation. Whether it may write, the write will tell.
            logger.notice(
                "INFLUXDB2: the token shows no organisation, so the bucket must be there",
                metadata: ["bucket": "\(version.bucket)"])
            return
        }
        let found = try await connection.send(
            requests.get("/api/v2/buckets", [("orgID", id), ("name", version.bucket)]))
        let buckets = try? JSONDecoder().decode(Buckets.self, from: Data(found.body))
        if found.status == 200, buckets?.buckets?.isEmpty == false {
            logger.notice("INFLUXDB2: found bucket", metadata: ["bucket": "\(version.bucket)"])
            return
        }
        guard found.status == 404 || found.status == 200 && buckets?.buckets?.isEmpty == true else {
            return try leaveToWrite(found, "look for the bucket \"\(version.bucket)\"")
        }
        let rules = version.retention.map { [Bucket.Rule(type: "expire", everySeconds: $0.components.seconds)] }
        let bucket = Bucket(
            orgID: id, name: version.bucket, description: version.description, retentionRules: rules ?? [])
        let made = try await connection.send(requests.post("/api/v2/buckets", json: Self.json(bucket)))
        guard (200..<300).contains(made.status) else {
            return try leaveToWrite(made, "create the bucket \"\(version.bucket)\"")
        }
        logger.notice("INFLUXDB2: created bucket", metadata: ["bucket": "\(version.bucket)"])
    }

    /// A token may be good for writing and for nothing else, so only a server that is not well is a reason to wait; whether
    /// the bucket is there, the write will tell.
    private func leaveToWrite(_ answer: HTTPExchange.Answer, _ what: String) throws(DeliveryFailure) {
        let isAnswer = (300..<500).contains(answer.status) && answer.status != 429
        guard isAnswer else { throw connection.setupFailure(answer, what) }
        logger.notice("INFLUXDB2: could not \(what); trying to write", metadata: ["status": "\(answer.status)"])
    }

    // MARK: Version 3

    /// The server makes a database with the first write, but only this way with a retention. A server that does not offer it,
    /// or not with this token, is left to do as it does.
    private func prepare(_ version: InfluxDBConfiguration.Version3) async throws(DeliveryFailure) {
        let period = version.retention.map { "\($0.components.seconds)s" }
        let answer = try await connection.send(
            requests.post(
                "/api/v3/configure/database",
                json: Self.json(Database(db: version.database, retention_period: period))))
        switch answer.status {
        case 200..<300:
            logger.notice("INFLUXDB3: created database", metadata: ["database": "\(version.database)"])
        case 409: logger.notice("INFLUXDB3: found database", metadata: ["database": "\(version.database)"])
        case 429, 500...: throw connection.setupFailure(answer, "create the database \"\(version.database)\"")
        default:
            logger.notice(
                "INFLUXDB3: the server decides how the database is made",
                metadata: ["database": "\(version.database)", "status": "\(answer.status)"])
        }
    }

    private static func json(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map(Array.init) ?? []
    }

    private struct Organisations: Decodable {
        var orgs: [Organisation]?

        struct Organisation: Decodable { var id: String }
    }

    private struct Buckets: Decodable {
        var buckets: [Named]?

        struct Named: Decodable {}
    }

    private struct Bucket: Encodable {
        var orgID: String
        var name: String
        var description: String
        var retentionRules: [Rule]

        struct Rule: Encodable {
            var type: String
            var everySeconds: Int64
        }
    }

    private struct Database: Encodable {
        var db: String
        var retention_period: String?
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
