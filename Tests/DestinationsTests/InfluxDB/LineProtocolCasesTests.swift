// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Destinations
import Foundation
import Logging
import Monitoring
import MonitoringPipeline
import SenseSources
import Testing

/// Every folder below `Cases/LineProtocol` is a case: `input.json` is an engine's health, `server.json` the server's
/// configuration, and `expected.txt` the lines that InfluxDB 1 gets at one fixed time.
@Suite struct LineProtocolCasesTests {
    private struct Server: Decodable {
        var host: String
        var name: String
        var description: String
        var tags: [[String]]
        var lists: [String]
    }

    private static let time = Timestamp(secondsSinceEpoch: 1_795_375_416)

    @Test func `finds its cases`() {
        #expect(Cases.names("LineProtocol").count >= 15)
    }

    @Test(arguments: Cases.names("LineProtocol"))
    func `writes an engine's health`(name: String) throws {
        let folder = "LineProtocol/\(name)"
        let server = try JSONDecoder().decode(Server.self, from: Cases.data("\(folder)/server.json"))
        let health = try EngineHealthDecoder.decode(Array(Cases.data("\(folder)/input.json")))
        let configuration = InfluxDBConfiguration(
            host: "127.0.0.1", port: 8086,
            endpoint: .version1(
                .init(database: "x", credentials: nil, retentionPolicy: .init(name: "10d", duration: "10d"))),
            lists: AppListFields(
                active: server.lists.contains("active"), loaded: server.lists.contains("loaded"),
                inMemory: server.lists.contains("inMemory")))
        let destination = InfluxDBDestination(
            configuration, client: .shared, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let records = destination.records(
            of: .engineHealth(
                health,
                server: MonitoredServer(
                    name: server.name, host: server.host, description: server.description,
                    extraTags: server.tags.map { Tag($0[0], $0[1]) }),
                at: Self.time))
        let lines = records.map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }.joined()
        #expect(lines == (try Cases.text("\(folder)/expected.txt")))
    }
}
