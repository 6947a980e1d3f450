// SPDX-License-Identifier: MIT

import ConfigurationFile
import HTTPListener
import TelemetryCollector
import Testing

struct CollectorConfigurationTests {
    private func configuration(
        listen: String? = nil, data: String? = nil, isBehindProxy: Bool = false, environment: [String: String] = [:],
        file: String? = nil, reading: ConfigurationReading = ConfigurationReading()
    ) throws -> CollectorConfiguration {
        let section = try file.map { try ConfigurationFile.parse($0, named: "collector.yaml", reading: reading) }
        return CollectorConfiguration(
            listen: listen, data: data, isBehindProxy: isBehindProxy, environment: environment, file: section,
            reading: reading)
    }

    private static let environment = [
        "BUTLER_TELEMETRY_LISTEN": "127.0.0.2:2", "BUTLER_TELEMETRY_DATA": "/environment",
    ]
    private static let file = "listen: 127.0.0.3:3\ndata: /file\n"

    @Test func `has defaults that only this machine can reach`() throws {
        let reading = ConfigurationReading()
        let configuration = try configuration(reading: reading)
        #expect(configuration.listen == ListenAddress(host: "127.0.0.1", port: 8340, setting: "--listen"))
        #expect(configuration.listen.isLoopback)
        #expect(configuration.dataDirectory == "butler-telemetry-data")
        #expect(!configuration.isBehindProxy)
        #expect(reading.problems.isEmpty)
    }

    @Test func `takes an option over the environment over the file`() throws {
        let all = try configuration(
            listen: "127.0.0.4:4", data: "/option", environment: Self.environment, file: Self.file)
        #expect(all.listen == ListenAddress(host: "127.0.0.4", port: 4, setting: "--listen"))
        #expect(all.dataDirectory == "/option")
        let two = try configuration(environment: Self.environment, file: Self.file)
        #expect(two.listen == ListenAddress(host: "127.0.0.2", port: 2, setting: "BUTLER_TELEMETRY_LISTEN"))
        #expect(two.dataDirectory == "/environment")
        let one = try configuration(file: Self.file)
        #expect(one.listen == ListenAddress(host: "127.0.0.3", port: 3, setting: "listen"))
        #expect(one.dataDirectory == "/file")
    }

    @Test func `decides each setting by itself, and takes empty ones for missing`() throws {
        let mixed = try configuration(
            listen: "", environment: ["BUTLER_TELEMETRY_LISTEN": "", "BUTLER_TELEMETRY_DATA": "/environment"],
            file: Self.file)
        #expect(mixed.listen.port == 3)
        #expect(mixed.dataDirectory == "/environment")
        let empty = try configuration(file: "listen: \"\"\ndata: \"\"\n")
        #expect(empty.listen.port == 8340)
        #expect(empty.dataDirectory == "butler-telemetry-data")
    }

    @Test func `is behind a proxy if the option or the file says so`() throws {
        #expect(try configuration(isBehindProxy: true).isBehindProxy)
        #expect(try configuration(file: "behindProxy: true\n").isBehindProxy)
        #expect(try configuration(isBehindProxy: true, file: "behindProxy: false\n").isBehindProxy)
        #expect(try !configuration(file: "behindProxy: false\n").isBehindProxy)
    }

    @Test(arguments: ["[::1]:8340", "0.0.0.0:0", "localhost:65535", "telemetry.example.com:80"])
    func `takes these addresses`(_ text: String) throws {
        let reading = ConfigurationReading()
        let configuration = try configuration(listen: text, reading: reading)
        #expect(reading.problems.isEmpty)
        #expect(configuration.listen.authority == text)
    }

    @Test(arguments: [
        "8340", ":8340", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:http", "a b:1",
        "[]:1",
    ])
    func `names the setting of an address that is none`(_ text: String) throws {
        for (setting, configure) in [
            ("--listen", { try configuration(listen: text, reading: $0) }),
            (
                "BUTLER_TELEMETRY_LISTEN",
                { try configuration(environment: ["BUTLER_TELEMETRY_LISTEN": text], reading: $0) }
            ),
            ("listen", { try configuration(file: "listen: \"\(text)\"\n", reading: $0) }),
        ] as [(String, (ConfigurationReading) throws -> CollectorConfiguration)] {
            let reading = ConfigurationReading()
            _ = try configure(reading)
            #expect(reading.problems.map(\.key) == [setting])
            #expect(reading.problems.first?.expected.contains("HOST:PORT") == true)
        }
    }

    @Test func `reports all mistakes of a file at once`() throws {
        let reading = ConfigurationReading()
        _ = try configuration(file: "listen: nowhere\ndata: [1]\nbehindProxy: maybe\nlisten2: x\n", reading: reading)
        #expect(Set(reading.problems.map(\.key)) == ["listen", "data", "behindProxy", "listen2"])
    }
}
