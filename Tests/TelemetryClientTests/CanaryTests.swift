// SPDX-License-Identifier: MIT

import Foundation
import HTTPExchange
import Logging
import MonitoringTestKit
import ServiceLifecycle
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Secrets and names are planted in every input, all is done that can be done, and every output is searched.
@Suite(.timeLimit(.minutes(3))) struct CanaryTests {
    private let installation: Installation
    private let canaries = Canaries()
    private let log = LogCapture(level: .trace)

    init() throws {
        var installation = try Installation(environment: Canaries.environment)
        try FileManager.default.createDirectory(
            atPath: installation.temporary.file("canary-path"), withIntermediateDirectories: false)
        installation.options.stateFolder = installation.temporary.file("canary-path/telemetry")
        installation.options.gracePeriod = .zero
        self.installation = installation
    }

    /// Runs the service against a collector until it logged something.
    private func serve(_ url: CollectorURL) async throws {
        var installation = installation
        installation.options.collector = url
        let before = log.lines.count
        let reporter = try #require(installation.start().reporter(logger: log.logger))
        let group = ServiceGroup(configuration: .init(services: [reporter], logger: log.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            #expect(
                try await poll {
                    log.lines.dropFirst(before).contains { $0.message.contains("TELEMETRY") }
                })
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// What every command says, to people and to machines, whether it can do what it is asked for or not.
    private func commands(_ url: CollectorURL?) async -> [String] {
        var installation = installation
        installation.options.collector = url
        let telemetry = installation.look()
        let commands: [() async throws -> CommandAnswer] = [
            { telemetry.status(at: Installation.time) }, { try telemetry.history() }, { try telemetry.verify() },
            { try await telemetry.verifyOnline() }, { telemetry.preview(at: Installation.time, explain: true) },
            { try telemetry.disable() }, { try telemetry.enable() }, { try await telemetry.erase() },
        ]
        var texts = telemetry.notice + [telemetry.preview(at: Installation.time), "\(telemetry.identity)"]
        texts.append((try? telemetry.export(at: Installation.time)) ?? "")
        for command in commands {
            do {
                let answer = try await command()
                texts += [answer.text(asJSON: false), answer.text(asJSON: true)]
            } catch { texts.append("\(error)") }
        }
        return texts
    }

    @Test func `nothing that was planted comes out anywhere`() async throws {
        let collector = RecordingCollector(answers: [.problem(.counterUsed(last: 9)), .problem(.signatureInvalid)])
        var texts: [String] = []
        texts += try await collector.run { url in
            let port = try RefusingPort()
            try await serve(try CollectorURL("http://127.0.0.1:\(port.number)"))
            try await serve(url)
            try await serve(url)
            return await commands(url)
        }
        texts += await commands(nil)
        texts += await commands(try CollectorURL("https://127.0.0.1:1"))

        // The planted values were really there, or finding none would mean nothing.
        let facts = installation.look().facts
        #expect(facts.hardwareAddress?.digits == "005056abcdef" && facts.ipv4 == "10.98.76.54")
        #expect(facts.systemID?.digits == "4c4c4544004235108051b4c04f4a3332")
        #expect(try installation.directory.secret(repairs: false)?.secret == InstallSecret(random: { 0x5A }))
        #expect(Set(collector.received.map(\.method)) == ["POST", "GET", "DELETE"])
        texts.append(try installation.look().resetID().text)

        for request in collector.received {
            let text =
                ([request.method, request.path, String(decoding: request.body, as: UTF8.self)]
                + request.headers.map { "\($0.key): \($0.value)" }).joined(separator: "\n")
            #expect(canaries.found(in: text) == [], "\(request.method)")
        }
        let files = try Snapshot(of: installation.folder).texts
        #expect(files.keys.contains("history.jsonl") && files.keys.contains("state.json"))
        for (name, text) in files where !name.hasPrefix("secret") {
            #expect(canaries.found(in: text) == [], "\(name)")
        }
        // The folder's own path is shown to its administrator, and to nobody else.
        for text in texts { #expect(canaries.found(in: text).subtracting(["a path"]) == [], "\(text)") }
        #expect(log.lines.count > 3)
        for text in log.fullTexts { #expect(canaries.found(in: text) == [], "\(text)") }
    }

    @Test func `nothing that was planted comes out when files are damaged`() async throws {
        _ = installation.start()
        for name in ["secret", "secret.bak", "state.json", "history.jsonl"] {
            let text = "\(Canaries.secret) canary-value 10.98.76.54"
            try text.write(toFile: "\(installation.folder)/\(name)", atomically: true, encoding: .utf8)
        }
        let texts = await commands(try CollectorURL("http://127.0.0.1:1")) + installation.start().notice
        #expect(texts.contains { $0.contains("is damaged") })
        for text in texts { #expect(canaries.found(in: text).subtracting(["a path"]) == [], "\(text)") }
    }

    /// The search itself can fail.
    @Test func `a leak in any output would be found`() throws {
        for (name, spelling) in canaries.all {
            #expect(canaries.found(in: "x\(spelling.uppercased())y").contains(name))
        }
        #expect(Set(canaries.all.map(\.name)).count == 11)
        let telemetry = installation.start()
        var leaking = telemetry.report(id: telemetry.id)
        leaking.system.codename = "Canary-Host-Name"
        let body = leaking.encoded(at: HourTimestamp(secondsSinceEpoch: 0))
        #expect(canaries.found(in: String(decoding: body, as: UTF8.self)) == ["host name"])
        #expect(canaries.found(in: "\(telemetry.options)").contains("proxy password"))
    }

    @Test func `nothing secret comes out when values are printed`() throws {
        let telemetry = installation.start()
        let values: [Any] = [
            telemetry.identity, telemetry.identity.secret, telemetry.directory,
            try telemetry.signer.report([1]), try telemetry.directory.state(),
            try telemetry.connection() as Any, try #require(HTTPProxy("http://a:canary-password@b:1")),
        ]
        for value in values {
            for text in ["\(value)", String(reflecting: value)] {
                #expect(canaries.found(in: text).subtracting(["a path"]) == [])
            }
        }
    }
}
