// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Crypto
import Foundation
import Monitoring
import MonitoringPipeline

@testable import Destinations
@testable import SenseSources

/// A folder below `Cases/NewRelic/Events` or `…/Metrics`: what was observed, what the account gets in
/// `configuration.json`, and in `expected.json` what is sent of it; nothing if it gets none.
///
/// What was observed is in one of four files: `event.json` (with the names that the original gives its parts),
/// `health.json`, `sessions.json` (answers of an engine and of a proxy, with the server in `server.json`) or `usage.json`.
struct NewRelicCase: CustomStringConvertible, Sendable {
    static let all = ["Events", "Metrics"].flatMap { kind in
        Cases.names("NewRelic/\(kind)").map { NewRelicCase(kind: kind, name: $0) }
    }

    /// The bytes 0 to 31.
    static let scrambler = UserScrambler(key: SymmetricKey(data: Array<UInt8>(0..<32)))

    private static let time = Timestamp(secondsSinceEpoch: 1_795_375_416)

    var kind: String
    var name: String

    var description: String { "\(kind)/\(name)" }
    private var folder: String { "NewRelic/\(kind)/\(name)" }

    var expected: String { get throws { try Cases.text("\(folder)/expected.json") } }

    /// What the destination makes of the observation, one record in each line.
    func records() throws -> String {
        let configuration = try Cases.data("\(folder)/configuration.json")
        let destination =
            kind == "Events"
            ? NewRelicDestination(
                events: try JSONDecoder().decode(EventsFile.self, from: configuration).configuration,
                to: .nowhere, client: .shared)
            : NewRelicDestination(
                metrics: try JSONDecoder().decode(MetricsFile.self, from: configuration).configuration,
                to: .nowhere, client: .shared)
        return destination.records(of: try observation()).map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }
            .joined()
    }

    private func observation() throws -> Observation {
        if let data = try? Cases.data("\(folder)/event.json") {
            let file = try JSONDecoder().decode(EventFile.self, from: data)
            let time = Timestamp(nanoseconds: file.time)
            return file.port == "user" ? .userEvent(file.userEvent(at: time)) : .logEvent(try file.logEvent(at: time))
        }
        if let data = try? Cases.data("\(folder)/usage.json") {
            return .programUsage(try JSONDecoder().decode(UsageFile.self, from: data).usage(at: Self.time))
        }
        let server = try JSONDecoder().decode(ServerFile.self, from: Cases.data("\(folder)/server.json"))
        if let body = try? Cases.data("\(folder)/health.json") {
            return .engineHealth(
                try EngineHealthDecoder.decode(Array(body)), server: server.server, apps: nil, at: Self.time)
        }
        let sessions = try ProxySessionsDecoder.decode(Array(Cases.data("\(folder)/sessions.json")))
        return .proxySessions(
            ProxySessions(
                of: server.server, host: server.proxy?.host ?? "", virtualProxy: server.proxy?.virtualProxy ?? "",
                sessions: sessions, at: Self.time))
    }

    private struct EventsFile: Decodable {
        var attributes: [[String]]
        var scramble: Bool
        var levels: [String: [String]]

        var configuration: NewRelicEventsConfiguration {
            let tags = attributes.map { Tag($0[0], $0[1]) }
            let levels = levels.compactMap { source, levels in
                LogEvent.Source(rawValue: source).map {
                    (
                        $0,
                        NewRelicEventsConfiguration.Levels(
                            errors: levels.contains("errors"), warnings: levels.contains("warnings"))
                    )
                }
            }
            return NewRelicEventsConfiguration(
                users: .init(attributes: tags, scrambler: scramble ? NewRelicCase.scrambler : nil),
                logs: .init(attributes: tags, levels: Dictionary(uniqueKeysWithValues: levels)))
        }
    }

    private struct MetricsFile: Decodable {
        var figures: [String]
        var attributes: [[String]]
        var own: Own?

        struct Own: Decodable {
            var memory, uptime: Bool
            var attributes: [[String]]
        }

        var configuration: NewRelicMetricsConfiguration {
            NewRelicMetricsConfiguration(
                servers: .init(
                    figures: Set(figures.compactMap(NewRelicMetricsConfiguration.Figures.init)),
                    attributes: attributes.map { Tag($0[0], $0[1]) }, healthInterval: .seconds(30),
                    sessionInterval: .seconds(15)),
                own: own.map {
                    .init(
                        sendsMemory: $0.memory, sendsUptime: $0.uptime,
                        attributes: $0.attributes.map { Tag($0[0], $0[1]) })
                })
        }
    }

    private struct UsageFile: Decodable {
        var uptime: Int
        var interval, heapUsed, heapTotal, resident: Int?

        func usage(at time: Timestamp) -> ProgramUsage {
            ProgramUsage(
                version: "16.0.0", uptime: .milliseconds(uptime), interval: interval.map { .milliseconds($0) },
                memory: .init(heapUsed: heapUsed, heapTotal: heapTotal, resident: resident), at: time)
        }
    }
}

extension NewRelicEndpoint {
    /// For what is never sent.
    static let nowhere = NewRelicEndpoint(account: "nobody", url: "https://127.0.0.1:1/metric/v1", key: "geheim")
}
