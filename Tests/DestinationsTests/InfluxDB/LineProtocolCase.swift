// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import Foundation
import Logging
import Monitoring
import MonitoringPipeline

@testable import SenseSources

/// A folder below `Cases/LineProtocol/<generation>`: what was observed, the server's configuration in `server.json`,
/// and in `expected.txt` the lines that a database of that generation gets at one fixed time.
///
/// What was observed is in one of four files: `health.json` (an engine's answer, with the repository's list of apps in
/// `apps.json` if names are asked for), `sessions.json` (a proxy service's answer), `log-row.json` (a row of the log
/// database) or `failure.json` (a failed poll).
struct LineProtocolCase: CustomStringConvertible, Sendable {
    /// The generations, each with a database of it.
    static let endpoints: [String: InfluxDBConfiguration.Endpoint] = [
        "version5": .version1(
            .init(
                database: "x", credentials: nil, retentionPolicy: .init(name: "10d", duration: "10d"),
                isFilledByVersion5: true)),
        "version1": .version1(
            .init(database: "x", credentials: nil, retentionPolicy: .init(name: "10d", duration: "10d"))),
        "version2": .version2(.init(organisation: "o", bucket: "b", description: "", token: "t", retention: nil)),
        "version3": .version3(.init(database: "x", token: "t", retention: nil)),
    ]

    static let all = endpoints.keys.sorted().flatMap { generation in
        Cases.names("LineProtocol/\(generation)").map { LineProtocolCase(generation: generation, name: $0) }
    }

    private static let time = Timestamp(secondsSinceEpoch: 1_795_375_416)

    var generation: String
    var name: String

    var description: String { "\(generation)/\(name)" }
    private var folder: String { "LineProtocol/\(generation)/\(name)" }

    var expected: String { get throws { try Cases.text("\(folder)/expected.txt") } }

    /// The lines that the observation becomes.
    func lines() throws -> String {
        let server = try JSONDecoder().decode(ServerFile.self, from: Cases.data("\(folder)/server.json"))
        guard let endpoint = Self.endpoints[generation] else { throw CocoaError(.fileNoSuchFile) }
        let configuration = InfluxDBConfiguration(
            host: "127.0.0.1", port: 8086, endpoint: endpoint,
            lists: AppListFields(
                active: server.lists.contains("active"), loaded: server.lists.contains("loaded"),
                inMemory: server.lists.contains("inMemory")),
            excludedUsers: (server.excludedUsers ?? []).map { UserName(directory: $0[0], id: $0[1]) },
            errorMeasurement: "butler_sos_errors")
        let destination = InfluxDBDestination(configuration, client: .shared, logger: .silent)
        return try destination.records(of: observation(server))
            .map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }.joined()
    }

    private func observation(_ server: ServerFile) throws -> Observation {
        if let body = try? Cases.data("\(folder)/health.json") {
            let apps = try (try? Cases.data("\(folder)/apps.json")).map { try AppNamesDecoder.decode(Array($0)) }
            let health = try EngineHealthDecoder.decode(Array(body))
            return .engineHealth(health, server: server.server, apps: apps, at: Self.time)
        }
        if let body = try? Cases.data("\(folder)/sessions.json") {
            let sessions = try ProxySessionsDecoder.decode(Array(body))
            return .proxySessions(
                ProxySessions(
                    of: server.server, host: server.proxy?.host ?? "", virtualProxy: server.proxy?.virtualProxy ?? "",
                    sessions: sessions, at: Self.time))
        }
        if let body = try? Cases.data("\(folder)/log-row.json") {
            return .logDatabaseEntry(try JSONDecoder().decode(LogRowFile.self, from: body).entry(server.server))
        }
        let failure = try JSONDecoder().decode(FailureFile.self, from: Cases.data("\(folder)/failure.json"))
        return .polled(try failure.outcome(at: Self.time))
    }

    private struct FailureFile: Decodable {
        var kind, serverName, host, category: String
        var virtualProxy, code, url, remoteAddress, systemCall: String?
        var httpStatus, timeoutMilliseconds, remotePort: Int?

        func outcome(at time: Timestamp) throws -> PollOutcome {
            guard let kind = PollTarget.Kind(rawValue: kind), let category = PollFailure.Category(rawValue: category)
            else { throw CocoaError(.coderInvalidValue) }
            let details = PollFailure.Details(
                code: code, httpStatus: httpStatus, url: url, timeoutMilliseconds: timeoutMilliseconds,
                remoteAddress: remoteAddress, remotePort: remotePort, systemCall: systemCall)
            return PollOutcome(
                PollTarget(kind, serverName: serverName, host: host, virtualProxy: virtualProxy),
                failure: PollFailure(category, "a test", details: details), duration: .seconds(1), at: time)
        }
    }
}
