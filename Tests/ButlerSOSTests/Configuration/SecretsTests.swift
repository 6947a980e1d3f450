// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@testable import ButlerSOS
@testable import ConfigurationFile

/// Secrets in every place for one, and everything around them right or wrong.
@Suite struct SecretsTests {
    private static let secret = "geheim0123456789"

    private let complete: CompleteConfiguration

    init() throws { complete = try CompleteConfiguration() }

    /// What may hold a secret beside the keys that say so.
    private static let carriers: [String: String] = [
        "Butler-SOS.heartbeat.remoteURL": "http://me:geheim0123456789@host/x",
        "Butler-SOS.telemetry.proxyURL": "http://me:geheim0123456789@proxy:3128",
        "Butler-SOS.serversToMonitor.servers[].headers": "{Authorization: geheim0123456789}",
    ]

    private func planted(_ spoil: (ConfigurationSetting) -> String?) -> String {
        complete.lines.map { line in
            let start = line.text.prefix { $0 != ":" }
            guard let setting = line.setting, setting.shape == .value else { return line.text }
            if let carrier = Self.carriers[setting.key] { return "\(start): \(carrier)" }
            return spoil(setting).map { "\(start): \($0)" } ?? line.text
        }.joined(separator: "\n") + "\n"
    }

    private func everythingSaid(_ text: String) throws -> [String] {
        let (configuration, reading) = try complete.read(text)
        return reading.problems.map(\.description) + configuration.notes.map(\.description) + configuration.warnings
            + ConfigurationExplanation.lines(reading.settings)
    }

    @Test func `the keys that hold one are known`() {
        let keys = MonitorConfiguration.allSettings().filter(\.isSecret).map { $0.key.dropFirst(11) }
        #expect(
            Set(keys) == [
                "thirdPartyToolsCredentials.newRelic[].insertApiKey", "newRelic.event.header[].value",
                "newRelic.metric.header[].value", "influxdbConfig.v1Config.auth.password",
                "influxdbConfig.v2Config.token", "influxdbConfig.v3Config.token", "cert.clientCertPassphrase",
                "logdb.qlogsReaderPwd", "telemetry.secretFile", "heartbeat.remoteURL",
                "mqttConfig.password", "mqttConfig.tls.keyPassphrase", "configVisualisation.token", "statusPage.token",
            ])
    }

    @Test func `masks stand for them when all is right`() throws {
        let text = planted { $0.isSecret ? Self.secret : nil }
        let said = try everythingSaid(text)
        #expect(text.components(of: Self.secret) == 16)
        #expect(!said.contains { $0.contains(Self.secret) })
        #expect(said.count { $0.contains(ConfigurationSetting.mask) } == 16)
        #expect(said.contains { $0.contains("proxyURL: http://**********@proxy:3128") })
    }

    @Test func `all are known to what takes them out of crash files`() throws {
        var planted: [String: String] = ["the header of a server": "Bearer-geheim0123456789"]
        let text = self.planted { setting in
            // A password is nobody's without a user.
            if setting.key == "Butler-SOS.mqttConfig.username" { return "me" }
            // The name of a file.
            guard setting.isSecret, !setting.key.hasSuffix(".secretFile") else { return nil }
            let secret = "\(Self.secret)-\(planted.count)"
            planted[setting.key] = secret
            return secret
        }.replacing("{Authorization: geheim0123456789}", with: "{Authorization: Bearer-geheim0123456789}")
        planted["Butler-SOS.heartbeat.remoteURL"] = Self.carriers["Butler-SOS.heartbeat.remoteURL"]
        planted["Butler-SOS.telemetry.proxyURL"] = Self.secret
        let secrets = try complete.read(text).configuration.secrets
        for (key, secret) in planted { #expect(secrets.contains(secret), "\(key)") }
        #expect(planted.count == 15)
    }

    @Test(arguments: [
        "[geheim0123456789]", "{geheim0123456789: geheim0123456789}", "\"geheim0123456789\\u20AC\"",
        "<geheim0123456789>", "&geheim0123456789 [1]",
    ])
    func `they stay hidden when they are wrong`(wrong: String) throws {
        let said = try everythingSaid(planted { $0.isSecret ? wrong : nil })
        #expect(!said.contains { $0.contains(Self.secret) })
        #expect(said.contains { $0.contains("clientCertPassphrase") })
    }

    @Test(arguments: ["[1]", "5", "\"\"", "maybe", "{a: b}", "~"])
    func `they stay hidden when everything else is wrong`(wrong: String) throws {
        let said = try everythingSaid(planted { $0.isSecret ? Self.secret : wrong })
        #expect(!said.contains { $0.contains(Self.secret) })
        #expect(said.count > 300)
    }

    @Test func `the command line's are masked as well`() throws {
        let overrides = try ConfigurationOverrides(
            logLevel: nil, newRelicNames: ["a"], newRelicIDs: ["1"], newRelicKeys: [Self.secret])
        let lines = try Site().check(overrides: overrides, explains: true).lines
        #expect(!lines.contains { $0.contains(Self.secret) })
        #expect(lines.contains { $0.contains("insertApiKey: **********  # command line, --new-relic-api-key") })
        #expect(!"\(overrides.newRelicAccounts)".contains(Self.secret))
    }
}

extension String {
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
