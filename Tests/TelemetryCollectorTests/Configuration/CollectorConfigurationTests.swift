// SPDX-License-Identifier: MIT

import ConfigurationFile
import HTTPListener
import NIOCore
import TelemetryCollector
import Testing

struct CollectorConfigurationTests {
    private func configuration(
        _ options: [CollectorSetting: String] = [:], environment: [String: String] = [:], file: String? = nil,
        reading: ConfigurationReading = ConfigurationReading()
    ) throws -> CollectorConfiguration {
        let section = try file.map { try ConfigurationFile.parse($0, named: "collector.yaml", reading: reading) }
        return CollectorConfiguration(options: options, environment: environment, file: section, reading: reading)
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
            [.listen: "127.0.0.4:4", .data: "/option"], environment: Self.environment, file: Self.file)
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
            [.listen: ""], environment: ["BUTLER_TELEMETRY_LISTEN": "", "BUTLER_TELEMETRY_DATA": "/environment"],
            file: Self.file)
        #expect(mixed.listen.port == 3)
        #expect(mixed.dataDirectory == "/environment")
        let empty = try configuration(file: "listen: \"\"\ndata: \"\"\n")
        #expect(empty.listen.port == 8340)
        #expect(empty.dataDirectory == "butler-telemetry-data")
    }

    @Test func `is behind a proxy if the first that says anything says so`() throws {
        #expect(try configuration([.behindProxy: "true"]).isBehindProxy)
        #expect(try configuration(file: "behindProxy: true\n").isBehindProxy)
        #expect(try configuration([.behindProxy: "true"], file: "behindProxy: false\n").isBehindProxy)
        #expect(try !configuration(file: "behindProxy: false\n").isBehindProxy)
        let environment = ["BUTLER_TELEMETRY_BEHIND_PROXY": "false"]
        #expect(try !configuration(environment: environment, file: "behindProxy: true\n").isBehindProxy)
        #expect(try configuration([.behindProxy: "true"], environment: environment).isBehindProxy)
    }

    @Test(arguments: ["[::1]:8340", "0.0.0.0:0", "localhost:65535", "telemetry.example.com:80"])
    func `takes these addresses`(_ text: String) throws {
        let reading = ConfigurationReading()
        let configuration = try configuration([.listen: text], reading: reading)
        #expect(reading.problems.isEmpty)
        #expect(configuration.listen.authority == text)
    }

    @Test(arguments: [
        "8340", ":8340", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:http", "a b:1",
        "[]:1",
    ])
    func `names the setting of an address that is none`(_ text: String) throws {
        for (setting, configure) in [
            ("--listen", { try configuration([.listen: text], reading: $0) }),
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

    @Test func `bounds everything unless told otherwise`() throws {
        let configuration = try configuration()
        #expect(configuration.requestsPerAddress == 2000)
        #expect(configuration.messagesPerInstallation == 60)
        #expect(configuration.newInstallations == 2000)
        #expect(configuration.maximumConnections == 1000)
        #expect(configuration.connectionLimits == ConnectionLimits())
        #expect(configuration.database == .sqlite)
        #expect(configuration.tls == nil)
        #expect(configuration.isOpen)
    }

    @Test func `takes each number from each source`() throws {
        let numbers: [(CollectorSetting, (CollectorConfiguration) -> Int)] = [
            (.requestsPerAddress, { $0.requestsPerAddress }),
            (.messagesPerInstallation, { $0.messagesPerInstallation }),
            (.newInstallations, { $0.newInstallations }), (.connections, { $0.maximumConnections }),
            (.requestSeconds, { Int($0.connectionLimits.requestTime.nanoseconds / 1_000_000_000) }),
            (.idleSeconds, { Int($0.connectionLimits.idleTime.nanoseconds / 1_000_000_000) }),
        ]
        for (setting, value) in numbers {
            let file = "\(setting.key): 3\n"
            #expect(value(try configuration(file: file)) == 3, "\(setting)")
            let environment = [setting.variable: "4"]
            #expect(value(try configuration(environment: environment, file: file)) == 4, "\(setting)")
            let all = try configuration([setting: "5"], environment: environment, file: file)
            #expect(value(all) == 5, "\(setting)")
        }
    }

    @Test(arguments: ["-1", "many", "1.5", "1000000000000000000000"])
    func `names the place of a number that is none, and says what may be there`(_ text: String) throws {
        let reading = ConfigurationReading()
        _ = try configuration(
            [.connections: text], environment: ["BUTLER_TELEMETRY_REQUESTS_PER_ADDRESS": text],
            file: "idleSeconds: \(text)\n", reading: reading)
        let problems = Dictionary(uniqueKeysWithValues: reading.problems.map { ($0.key, $0.expected) })
        #expect(
            problems == [
                "--connections": "a whole number from 1 to 1000000",
                "BUTLER_TELEMETRY_REQUESTS_PER_ADDRESS": "a whole number from 0 to 1000000000",
                "idleSeconds": "a whole number from 1 to 86400",
            ])
    }

    @Test func `is behind a proxy also by the environment`() throws {
        let variable = "BUTLER_TELEMETRY_BEHIND_PROXY"
        for text in ["true", "1", "Yes"] { #expect(try configuration(environment: [variable: text]).isBehindProxy) }
        for text in ["false", "0", "no", ""] {
            #expect(try !configuration(environment: [variable: text]).isBehindProxy)
        }
        let reading = ConfigurationReading()
        _ = try configuration(environment: [variable: "maybe"], reading: reading)
        #expect(reading.problems.map(\.key) == [variable])
    }

    @Test func `takes secrets from files or from the environment, not from both`() throws {
        let files = try configuration(environment: ["BUTLER_TELEMETRY_PEPPER_FILE": "/p"], file: "adminTokenFile: /t\n")
        guard case .file("/p") = files.secrets.pepper, case .file("/t") = files.secrets.adminToken else {
            Issue.record("the files were not taken")
            return
        }
        let values = try configuration(
            environment: ["BUTLER_TELEMETRY_PEPPER": "canary1", "BUTLER_TELEMETRY_ADMIN_TOKEN": "canary2"])
        guard case .text("canary1", setting: "BUTLER_TELEMETRY_PEPPER") = values.secrets.pepper,
            case .text("canary2", setting: "BUTLER_TELEMETRY_ADMIN_TOKEN") = values.secrets.adminToken
        else {
            Issue.record("the texts were not taken")
            return
        }
        #expect(!"\(values)".contains("canary"))
        let reading = ConfigurationReading()
        _ = try configuration(
            [.pepperFile: "/p"], environment: ["BUTLER_TELEMETRY_PEPPER": "canary"], reading: reading)
        #expect(reading.problems.map(\.key) == ["BUTLER_TELEMETRY_PEPPER"])
        #expect(reading.problems.first?.description.contains("--pepper-file") == true)
        #expect(reading.problems.first?.description.contains("canary") == false)
    }

    @Test func `needs a certificate and its key together`() throws {
        let both = try configuration([.certificateFile: "/c"], file: "keyFile: /k\n")
        #expect(both.tls == TLSFiles(certificateFile: "/c", keyFile: "/k"))
        for (file, missing) in [("keyFile: /k\n", "certificateFile"), ("certificateFile: /c\n", "keyFile")] {
            let reading = ConfigurationReading()
            #expect(try configuration(file: file, reading: reading).tls == nil)
            #expect(reading.problems.map(\.key) == [missing])
        }
    }

    @Test func `knows two kinds of databases, and shows neither user nor password`() throws {
        let url = "postgres://someone:canary@db.example:5433/telemetry?sslmode=require&password=canary"
        for configuration in [
            try configuration([.database: url]), try configuration(environment: ["BUTLER_TELEMETRY_DATABASE": url]),
            try configuration(file: "database: \(url)\n"),
        ] {
            #expect(configuration.database == .postgres(url))
            #expect("\(configuration.database)" == "postgres://db.example:5433/telemetry")
            #expect(!"\(configuration)".contains("canary"))
            #expect(!String(reflecting: configuration).contains("canary"))
        }
        #expect("\(try configuration([.database: "postgresql://u:a@b@host/x"]).database)" == "postgres://host/x")
        #expect(try configuration([.database: "sqlite"]).database == .sqlite)
        for text in ["canary", "mysql://canary", "postgres:/canary", "postgres://", "postgres://a b"] {
            let reading = ConfigurationReading()
            _ = try configuration(file: "database: \"\(text)\"\n", reading: reading)
            #expect(reading.problems.map(\.key) == ["database"])
            #expect(reading.problems.first?.description.contains("canary") == false)
        }
    }
}
