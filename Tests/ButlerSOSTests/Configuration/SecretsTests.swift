// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@testable import ButlerSOS
@testable import ConfigurationFile

/// Secrets in every place for one, and everything around them right or wrong.
@Suite struct SecretsTests {
    private static let secret = "geheim123"

    private let complete: CompleteConfiguration

    init() throws { complete = try CompleteConfiguration() }

    /// What may hold a secret beside the keys that say so.
    private static let carriers: [String: String] = [
        "Butler-SOS.heartbeat.remoteURL": "http://me:geheim123@host/x",
        "Butler-SOS.telemetry.proxyURL": "http://me:geheim123@proxy:3128",
        "Butler-SOS.serversToMonitor.servers[].headers": "{Authorization: geheim123}",
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
            ])
    }

    @Test func `masks stand for them when all is right`() throws {
        let text = planted { $0.isSecret ? Self.secret : nil }
        let said = try everythingSaid(text)
        #expect(text.components(of: Self.secret) == 12)
        #expect(!said.contains { $0.contains(Self.secret) })
        #expect(said.count { $0.contains(ConfigurationSetting.mask) } == 12)
        #expect(said.contains { $0.contains("proxyURL: http://**********@proxy:3128") })
    }

    @Test(arguments: [
        "[geheim123]", "{geheim123: geheim123}", "\"geheim123\\u20AC\"", "<geheim123>", "&geheim123 [1]",
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
