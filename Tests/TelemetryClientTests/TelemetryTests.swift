// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import Logging
import MonitoringTestKit
import ServiceLifecycle
import TelemetryClient
import TelemetryWire
import Testing

/// Another service that embeds the client: other features, another name, other variables.
@Suite(.timeLimit(.minutes(3))) struct TelemetryTests {
    private static let service = TelemetryService(
        name: "other-service", title: "Other Service",
        features: [
            .init(name: "imports", title: "Imports", purpose: "Are files imported?"),
            .init(name: "exports", title: "Exports", purpose: "Are files exported?"),
        ])

    private let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    private func options(
        _ service: TelemetryService = service, folder: String = "telemetry", environment: [String: String] = [:],
        collector: CollectorURL? = nil
    ) -> TelemetryOptions {
        var options = TelemetryOptions(
            service: service, version: "1.2.3", features: ["imports": true, "no feature of the list": true],
            stateFolder: temporary.file(folder), environment: environment, collector: collector)
        options.gracePeriod = .zero
        return options
    }

    /// Runs a reporter until something is so.
    private func run(_ reporter: any Service, until isSo: @escaping @Sendable () -> Bool) async throws {
        let group = ServiceGroup(configuration: .init(services: [reporter], logger: .silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            #expect(try await poll({ isSo() }))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `reports under its own name, with its own features`() async throws {
        let collector = RecordingCollector()
        let log = LogCapture()
        try await collector.run { url in
            let telemetry = Telemetry(options(collector: url))
            #expect(telemetry.verdict == .on)
            let reporter = try #require(telemetry.reporter(logger: log.logger))
            try await run(reporter) { !log.lines.isEmpty }
            let request = try #require(collector.received.first)
            let report = try MessageReader.readV2(request.body, services: [Self.service]).report
            #expect(report.service == "other-service" && report.serviceVersion == "1.2.3")
            #expect(report.system.id == telemetry.id)
            #expect(report.features == ["imports": true, "exports": false])
            #expect(request.isSigned(.report(request.body)))
        }
        #expect(collector.received.count == 1)
        #expect(log.fullTexts == ["notice: TELEMETRY: the collector accepted the report"])
    }

    @Test func `shows beforehand exactly what is sent`() throws {
        let telemetry = Telemetry(options())
        let text = telemetry.preview(at: 1_795_352_754)
        #expect(
            text.hasPrefix(
                "{\"schemaVersion\":2,\"ts\":\"2026-11-22T13:00:00.000Z\",\"data\":{\"service\":\"other-service\""))
        #expect(text.hasSuffix("\"enabledFeatures\":{\"feature\":{\"imports\":true,\"exports\":false}}}}"))
        #expect(text.contains(telemetry.id))
    }

    @Test func `has nothing in common with another service that has the same secret and host`() throws {
        let secret = String(repeating: "5a", count: 32)
        let first = Telemetry(options(folder: "a", environment: ["OTHER_SERVICE_TELEMETRY_SECRET": secret]))
        let same = Telemetry(options(folder: "b", environment: ["OTHER_SERVICE_TELEMETRY_SECRET": secret]))
        let other = Telemetry(
            options(.butlerSOS, folder: "c", environment: ["BUTLER_SOS_TELEMETRY_SECRET": secret]))
        #expect(first.id == same.id)
        #expect(first.id != other.id)
        #expect(first.identity.secret == other.identity.secret)
        let keys = try [(first, Self.service), (other, .butlerSOS)].map { telemetry, service in
            try telemetry.identity.secret.signingKey(of: service.name).publicKey.rawRepresentation
        }
        #expect(keys[0] != keys[1])
        let phases = [(first, Self.service), (other, .butlerSOS)].map { telemetry, service in
            telemetry.identity.secret.phase(within: ReportSchedule.period, of: service.name)
        }
        #expect(phases[0] != phases[1])
        // What the two leave on the disk links them no more than what they send.
        let states = try [first, other].map { try $0.directory.state() }
        #expect(states[0].systemID == nil || states[0].systemID != states[1].systemID)
        #expect(states[0].hardwareAddress == nil || states[0].hardwareAddress != states[1].hardwareAddress)
    }

    @Test func `does not take a secret that is none`() throws {
        for text in ["", "5a", "no hexadecimal digits", String(repeating: "5a", count: 33)] {
            var options = options(environment: ["OTHER_SERVICE_TELEMETRY_SECRET": text])
            options.stateFolder = "/dev/null/telemetry"
            #expect(!Telemetry(options).identity.maySend, "\(text)")
        }
    }

    @Test(arguments: [
        ["OTHER_SERVICE_TELEMETRY": "off"], ["DO_NOT_TRACK": "1"], ["CI": "true"],
    ])
    func `obeys its own variable and those of all`(_ environment: [String: String]) throws {
        let telemetry = Telemetry(options(environment: environment, collector: try CollectorURL("http://127.0.0.1:1")))
        #expect(!telemetry.verdict.isOn)
        #expect(telemetry.reporter(logger: .silent) == nil)
        #expect(telemetry.notice[0].hasPrefix("TELEMETRY: off: "))
        #expect(telemetry.id.utf8.count == 64)
    }

    @Test func `does not obey the variable of another service`() {
        let environment = ["BUTLER_SOS_TELEMETRY": "off", "OTHER_TELEMETRY": "off"]
        #expect(Telemetry(options(environment: environment)).verdict == .on)
    }

    @Test func `has no reporter without a collector, without a lasting ID, or with a proxy that is none`() throws {
        let url = try CollectorURL("https://collector.example")
        #expect(Telemetry(options()).reporter(logger: .silent) == nil)
        var nowhere = options(collector: url)
        nowhere.stateFolder = "/dev/null/telemetry"
        #expect(Telemetry(nowhere).reporter(logger: .silent) == nil)
        #expect(Telemetry(nowhere).notice.joined().contains("OTHER_SERVICE_TELEMETRY_SECRET"))
        let environment = ["HTTPS_PROXY": "ftp://proxy"]
        #expect(Telemetry(options(environment: environment, collector: url)).reporter(logger: .silent) == nil)
        #expect(Telemetry(options(collector: url)).reporter(logger: .silent) != nil)
    }

    @Test func `does not look at the host if it may not`() {
        var options = options()
        options.mayReadHost = false
        let telemetry = Telemetry(options)
        #expect(telemetry.facts == .withheld)
        #expect(telemetry.verdict == .off(because: .host))
    }

    @Test func `keeps ID and choice for the next start`() throws {
        let first = Telemetry(options())
        #expect(Telemetry(options()).id == first.id)
        _ = try first.disable()
        #expect(Telemetry(options()).verdict == .off(because: .storedChoice))
    }

    @Test func `survives features that are named twice, and says why nothing is sent`() throws {
        let twice = TelemetryService(
            name: "other-service", title: "Other Service", features: Self.service.features + Self.service.features)
        let telemetry = Telemetry(options(twice, collector: try CollectorURL("https://collector.example")))
        #expect(telemetry.reporter(logger: .silent) == nil)
        #expect(telemetry.notice[0].hasPrefix("TELEMETRY: on, but nothing is sent: the report does not follow"))
    }

    @Test(arguments: ["1.0 beta", "", "1.0\n"])
    func `says at once that a version is none`(version: String) throws {
        var options = options(collector: try CollectorURL("https://collector.example"))
        options.version = version
        let telemetry = Telemetry(options)
        #expect(telemetry.reporter(logger: .silent) == nil)
        #expect(telemetry.notice[0].contains("/data/serviceVersion"))
    }

    @Test func `says at once that a given secret is none`() throws {
        let environment = ["OTHER_SERVICE_TELEMETRY_SECRET": "zz"]
        let telemetry = Telemetry(
            options(environment: environment, collector: try CollectorURL("https://collector.example")))
        #expect(telemetry.reporter(logger: .silent) == nil)
        #expect(telemetry.notice[0].contains("OTHER_SERVICE_TELEMETRY_SECRET is not 64 hexadecimal digits"))
    }
}
