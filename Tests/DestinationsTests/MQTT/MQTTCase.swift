// SPDX-License-Identifier: MIT

import Foundation
import Logging
import MQTT
import Monitoring
import MonitoringPipeline
import SenseDatagrams

@testable import Destinations
@testable import SenseSources

/// A folder below `Cases/MQTT/<generation>`: what was observed, and in `expected.txt` what is published with a
/// configuration of that generation, each message as `== TOPIC` and the payload below.
///
/// What was observed is in one of four files: `user-event.txt` or `log-event.txt` (a datagram), `health.json` (an
/// engine's answer) or `sessions.json` (a proxy service's answer). What starts with `recorded` was published by the
/// original itself.
struct MQTTCase: CustomStringConvertible, Sendable {
    static let all = ["version15", "version5"].flatMap { generation in
        Cases.names("MQTT/\(generation)").map { MQTTCase(generation: generation, name: $0) }
    }

    private static let time = Timestamp(secondsSinceEpoch: 1_795_375_416)

    var generation: String
    var name: String

    var description: String { "\(generation)/\(name)" }
    private var folder: String { "MQTT/\(generation)/\(name)" }

    var expected: String { get throws { try Cases.text("\(folder)/expected.txt") } }

    /// What a destination with the settings of the generation makes of it.
    static func destination(_ generation: String, _ change: (inout MQTTConfiguration) -> Void = { _ in })
        -> MQTTDestination
    {
        let broker = MQTTBroker(host: "127.0.0.1", port: 1883, clientID: "test")
        var configuration = MQTTConfiguration(
            broker: broker, baseTopic: "butler-sos/", isVersion5: generation == "version5")
        if configuration.isVersion5 {
            configuration.userEvents = .init(
                everything: "butler-sos/userEvent", tags: [Tag("env", "DEV")], areVersion5: true)
        } else {
            configuration.userEvents = .init(
                everything: "qliksense/userevent", sessionStart: "qliksense/userevent/session/start",
                sessionStop: "qliksense/userevent/session/stop", connectionOpen: "qliksense/userevent/connection/open",
                connectionClose: "qliksense/userevent/connection/close", tags: [Tag("env", "DEV"), Tag("foo", "bar")])
            configuration.logEvents = .init(baseTopic: "qliksense/logevent", tags: [Tag("env", "DEV")])
        }
        change(&configuration)
        return MQTTDestination(configuration, client: MQTTClient(broker), logger: .silent)
    }

    /// The messages as `expected.txt` spells them.
    func messages() throws -> String {
        guard let observation = try observation() else { return "" }
        return Self.destination(generation).records(of: observation).map { record in
            guard let message = MQTTMessage(bytes: record.bytes) else { return "no message\n" }
            return "== \(message.topic)\n\(String(decoding: message.payload, as: UTF8.self))\n"
        }.joined()
    }

    private func observation() throws -> Observation? {
        if let datagram = try? Cases.data("\(folder)/user-event.txt") {
            var parser = UserEventParser(
                rules: UserEventRules(excludedUsers: [UserName(directory: "LAB", id: "testuser1")]))
            let result = datagram.withUnsafeBytes { parser.parse($0, at: Self.time, appNames: Self.apps) }
            if case .event(let event) = result { return .userEvent(event) } else { return nil }
        }
        if let datagram = try? Cases.data("\(folder)/log-event.txt") {
            let result = datagram.withUnsafeBytes {
                LogEventParser(rules: Self.logRules).parse($0, at: Self.time, appNames: Self.apps)
            }
            if case .event(let event) = result { return .logEvent(event) } else { return nil }
        }
        let file = try JSONDecoder().decode(ServerFile.self, from: Cases.data("\(folder)/server.json"))
        let server = MonitoredServer(
            name: "one", host: file.host, description: "", extraTags: (file.tags ?? []).map { Tag($0[0], $0[1]) })
        if let body = try? Cases.data("\(folder)/health.json") {
            let health = try EngineHealthDecoder.decode(Array(body))
            return .engineHealth(health, server: server, apps: nil, at: Self.time)
        }
        let body = Array(try Cases.data("\(folder)/sessions.json"))
        return .proxySessions(
            ProxySessions(
                of: server, host: file.proxyHost ?? "", virtualProxy: file.virtualProxy ?? "",
                sessions: try ProxySessionsDecoder.decode(body), answer: body, at: Self.time))
    }

    private static let apps = AppNames([
        (id: "a421f4a2-c311-4ef4-ba41-fe2e6a2b0d69", name: "User event app"),
        (id: "00000002-aaaa-4bbb-8ccc-000000000002", name: "Budget 2021, final"),
    ])

    /// As in the configuration of the recordings.
    private static let logRules = LogEventRules(
        sources: Set(LogEvent.Source.allCases),
        categorisation: Categorisation(
            rules: [
                Categorisation.Rule(
                    levels: ["WARN", "ERROR"], action: .categorise([Tag("qs_log_category", "access-denied")]),
                    filters: [.contains("was denied for User")])
            ],
            defaultCategories: [Tag("qs_log_category", "unknown")]),
        performance: PerformanceRules(
            looksUpAppNames: true,
            allApps: PerformanceFilter(
                objectTypes: .all(except: ["filtertype"]), methods: .all(except: ["Doc::Rejected"]))))

    private struct ServerFile: Decodable {
        var host: String
        var tags: [[String]]?
        var proxyHost, virtualProxy: String?
    }
}
