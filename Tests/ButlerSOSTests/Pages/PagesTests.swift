// SPDX-License-Identifier: MIT

import ConfigurationFile
import Foundation
import Logging
import MonitorPages
import Monitoring
import MonitoringTestKit
import Testing

@testable import ButlerSOS
@testable import ConfigurationFile

/// The pages as the monitor wires them, over real connections.
@Suite(.timeLimit(.minutes(3))) struct PagesTests {
    @Test func `both are served, each at its own port`() async throws {
        let ports = (try FreePort.find(), try FreePort.find())
        let site = try Site(
            root: "configVisualisation: {enable: true, port: \(ports.0)}\n"
                + "statusPage: {enable: true, port: \(ports.1)}")
        try await PagesSite.with(site) { pages, _ in
            let line = try await pages.line("CONFIG PAGE")
            #expect(line?.metadata["access"] == "this host only" && line?.metadata["open"] == nil)
            #expect(try await pages.line("STATUS PAGE")?.metadata["access"] == "this host only")
            let configuration = try await Web.get("http://localhost:\(ports.0)/")
            #expect(configuration?.status == 200)
            #expect(configuration?.text.contains("serversToMonitor") == true)
            let status = try await Web.get("http://localhost:\(ports.1)/")
            #expect(status?.text.contains("no poll has ended yet") == true)
            #expect(try await Web.get("http://localhost:\(ports.1)/config.yaml")?.status == 404)
            #expect(!pages.log.lines.contains { $0.level >= .warning })
        }
    }

    @Test func `what others can reach has a token of its own, which the log does not tell`() async throws {
        let port = try FreePort.find()
        let site = try Site(root: "statusPage: {enable: true, host: 0.0.0.0, port: \(port)}")
        try await PagesSite.with(site) { pages, _ in
            let path = "\(pages.state)/page-token"
            let line = try await pages.line("STATUS PAGE")
            #expect(line?.metadata["access"] == "token in \(path)")
            #expect(line?.metadata["url"] == "http://0.0.0.0:\(port)/")
            #expect(line?.metadata["open"] == "http://\(ProcessInfo.processInfo.hostName):\(port)/")
            let token = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .newlines)
            #expect(!pages.log.fullTexts.contains { $0.contains(token) })
            let url = "http://127.0.0.1:\(port)/status.json"
            #expect(try await Web.get(url)?.status == 401)
            #expect(try await Web.get(url, headers: ["Authorization": "Bearer \(token)"])?.status == 200)
        }
    }

    @Test func `without a place for its token it is not served, and the rest goes on`() async throws {
        let port = try FreePort.find()
        let site = try Site(root: "statusPage: {enable: true, host: 0.0.0.0, port: \(port)}")
        try await PagesSite.with(site, keepsState: false) { pages, _ in
            let line = try await pages.line("STATUS PAGE")
            #expect(line?.level == .error)
            #expect(line?.metadata["cause"] == "there is no state folder")
            #expect(try await Web.get("http://127.0.0.1:\(port)/") == nil)
        }
    }

    @Test func `a port that is taken costs one line, and nothing else`() async throws {
        let ports = (try FreePort.find(), try FreePort.find())
        let taken = try Site(root: "configVisualisation: {enable: true, port: \(ports.0)}")
        let site = try Site(
            root: "configVisualisation: {enable: true, port: \(ports.0)}\n"
                + "statusPage: {enable: true, port: \(ports.1)}")
        try await PagesSite.with(taken) { first, _ in
            _ = try await first.line("CONFIG PAGE")
            try await PagesSite.with(site) { pages, _ in
                let line = try await pages.line("CONFIG PAGE")
                #expect(line?.level == .error)
                #expect(line?.metadata["cause"]?.contains("configVisualisation.port") == true)
                _ = try await pages.line("STATUS PAGE")
                #expect(try await Web.get("http://localhost:\(ports.1)/")?.status == 200)
            }
        }
    }

    @Test func `no page is made that nobody asked for`() async throws {
        try await PagesSite.with(try Site(root: "")) { pages, state in
            #expect(state == nil)
            #expect(pages.log.lines.isEmpty)
        }
    }

    @Test func `what servers say is seen at once, and failures stay without secrets`() async throws {
        let port = try FreePort.find()
        let site = try Site(
            root: "statusPage: {enable: true, port: \(port)}\nheartbeat: {remoteURL: \"http://h/geheim-geheim\"}")
        try await PagesSite.with(site) { pages, state in
            _ = try await pages.line("STATUS PAGE")
            let server = try #require(try site.read().servers.first)
            var health = EngineHealth(version: "12.99.0")
            health.sessions = .init(active: 7)
            let time = Timestamp(secondsSinceEpoch: 1_700_000_000)
            let target = PollTarget(.health, serverName: "one", host: "sense:4747")
            state?.receive([
                .engineHealth(health, server: server, apps: nil, at: time),
                .polled(PollOutcome(target, failure: nil, duration: .zero, at: time)),
            ])
            let url = "http://localhost:\(port)/status.json"
            let good = try await Web.get(url)?.text ?? ""
            #expect(good.contains("\"state\": \"working\"") && good.contains("\"version\": \"12.99.0\""))
            #expect(good.contains("\"sessions\": 7") && good.contains("2023-11-14T22:13:20Z"))
            let failure = PollFailure(.timeout, "http://me:geheim@sense:4747/ and http://h/geheim-geheim: no answer")
            state?.receive([.polled(PollOutcome(target, failure: failure, duration: .zero, at: time))])
            let bad = try await Web.get(url)?.text ?? ""
            #expect(bad.contains("\"state\": \"failing\"") && bad.contains("no answer"))
            #expect(!bad.contains("geheim"))
            // What it said before is no news any more, but for what does not change.
            #expect(bad.contains("\"sessions\": null") && bad.contains("\"version\": \"12.99.0\""))
        }
    }
}

/// No secret of any setting is in anything that the page of the configuration answers.
@Suite(.timeLimit(.minutes(3))) struct PageSecretsTests {
    private static let carriers: [String: String] = [
        "Butler-SOS.heartbeat.remoteURL": "http://me:CANARY@host/CANARY?x=CANARY",
        "Butler-SOS.telemetry.proxyURL": "http://me:CANARY@proxy:3128",
        "Butler-SOS.telemetry.collectorURL": "https://me:CANARY@collector/",
        "Butler-SOS.newRelic.event.url": "https://me:CANARY@collector",
        "Butler-SOS.newRelic.metric.url": "https://me:CANARY@collector/metric/v1?Api-Key=CANARY",
        "Butler-SOS.serversToMonitor.servers[].headers": "{Authorization: CANARY, X-Any: CANARY}",
        "Butler-SOS.serversToMonitor.servers[].serverTags": "{token_of_x: CANARY}",
    ]

    @Test(arguments: [true, false]) func `a canary in each of them is never seen`(isMasked: Bool) async throws {
        let complete = try CompleteConfiguration()
        var planted: [String] = []
        let text =
            complete.lines.map { line in
                guard let setting = line.setting, setting.shape == .value else { return line.text }
                let start = line.text.prefix { $0 != ":" }
                if setting.key == "Butler-SOS.configVisualisation.obfuscate" { return "\(start): \(isMasked)" }
                let canary = "canary-\(planted.count)-0123456789"
                if let carrier = Self.carriers[setting.key] {
                    planted.append(canary)
                    return "\(start): \(carrier.replacing("CANARY", with: canary))"
                }
                guard setting.isSecret else { return line.text }
                planted.append(canary)
                return "\(start): \(canary)"
            }.joined(separator: "\n") + "\n"
        #expect(planted.count > 18)
        let (configuration, reading) = try complete.read(text)
        #expect(configuration.settings == reading.settings)
        let port = try FreePort.find()
        let site = try Site(
            root: "configVisualisation: {enable: true, port: \(port), obfuscate: \(isMasked)}")
        try await PagesSite.with(site, settings: configuration.settings) { pages, _ in
            _ = try await pages.line("CONFIG PAGE")
            for path in ["/", "/?q=host", "/?q=canary", "/config.yaml", "/config.json"] {
                let answer = try await Web.get("http://localhost:\(port)\(path)")
                let body = answer?.text ?? ""
                #expect(answer?.status == 200 && body.count > 500, "\(path)")
                let found = planted.filter { body.contains($0) }
                #expect(found == [], "\(path)")
                if path != "/?q=canary" { #expect(body.contains("**********")) }
            }
            // The file is read again like any other, and says the same.
            let yaml = try await Web.get("http://localhost:\(port)/config.yaml")?.text ?? ""
            let again = ConfigurationReading()
            let document = try ConfigurationFile.parse(yaml, named: "config.yaml", reading: again)
            #expect(document.has("Butler-SOS"))
            let json = try await Web.get("http://localhost:\(port)/config.json")
            let object = try JSONSerialization.jsonObject(with: Data(json?.body ?? [])) as? [String: [String: Any]]
            #expect(object?["Butler-SOS"]?.count ?? 0 > 20)
        }
    }

    /// What nothing hides reads back with the value that is in force.
    @Test func `the file that is kept says what is in force`() throws {
        let complete = try CompleteConfiguration()
        let (first, _) = try complete.read(complete.text())
        let shown = Monitor.shown(first, hidesAddresses: false)
        let (second, _) = try complete.read(shown.yaml)
        let values = Dictionary(uniqueKeysWithValues: second.settings.map { ($0.key, $0.value) })
        var compared = 0
        for setting in first.settings where setting.shape == .value && !setting.isSecret {
            if setting.value.contains("://") || setting.value.contains(ConfigurationSetting.mask) { continue }
            compared += 1
            #expect(values[setting.key] == setting.value, "\(setting.key)")
        }
        #expect(compared > 250)
    }
}
