// SPDX-License-Identifier: MIT

import ConfigurationFile
import Testing

@testable import MonitorPages

/// What may be seen of which setting.
@Suite struct MaskRulesTests {
    private static let mask = "**********"
    private static let server = "serversToMonitor.servers[7]"
    private static let user = "userEvents.sendToMQTT.postTo"
    private static let filter = "logEvents.enginePerformanceMonitor.monitorFilter.appSpecific.app[0].include[1]"

    /// Shown in part: the first characters.
    @Test(
        arguments: [
            ("configVisualisation.host", 3), ("statusPage.host", 3),
            ("thirdPartyToolsCredentials.newRelic[0].accountId", 3), ("userEvents.udpServerConfig.serverHost", 3),
            ("logEvents.udpServerConfig.serverHost", 3), ("mqttConfig.brokerHost", 3), ("prometheus.host", 3),
            ("prometheus.nodeMetricsHost", 3), ("influxdbConfig.host", 3), ("influxdbConfig.hostIP", 3),
            ("influxdbConfig.v2Config.org", 3), ("influxdbConfig.v2Config.bucket", 3),
            ("influxdbConfig.v1Config.auth.username", 3), ("appNames.hostIP", 3), ("logdb.host", 3),
            ("logdb.qlogsReaderUser", 3), ("\(server).host", 3), ("\(server).userSessions.host", 3),
            ("\(server).userSessions.virtualProxies[3].virtualProxy", 3), ("\(filter).appId", 5),
            ("\(filter).appName", 5),
            ("heartbeat.remoteURL", 10), ("userEvents.sendToMQTT.topic", 10), ("\(user).everythingTopic.topic", 10),
            ("\(user).sessionStartTopic.topic", 10), ("\(user).sessionStopTopic.topic", 10),
            ("\(user).connectionOpenTopic.topic", 10), ("\(user).connectionCloseTopic.topic", 10),
            ("logEvents.sendToMQTT.baseTopic", 10), ("cert.clientCert", 10), ("cert.clientCertKey", 10),
            ("cert.clientCertCA", 10),
        ] as [(String, Int)])
    func `addresses, topics and names that lead somewhere are shown in part`(path: String, count: Int) {
        let rules = MaskRules(hidesAddresses: true)
        let value = "abcdefghijklmnopqrstuvwxyz"
        #expect(rules.masked(.text(value), at: path) == .text(String(value.prefix(count)) + Self.mask))
        #expect(rules.masked(.text("ab"), at: path) == .text("ab" + Self.mask))
        #expect(rules.masked(.text(""), at: path) == .text(Self.mask))
        #expect(rules.masked(.number("1234567890123"), at: path) == .text("1234567890123".prefix(count) + Self.mask))
        #expect(rules.masked(.nothing, at: path) == .nothing)
        #expect(MaskRules(hidesAddresses: false).masked(.text(value), at: path) == .text(value))
    }

    @Test func `the list of those is complete`() { #expect(MaskRules.shownCharacters.count == 32) }

    /// Never shown.
    @Test(arguments: [
        "cert.clientCertPassphrase", "thirdPartyToolsCredentials.newRelic[0].insertApiKey",
        "influxdbConfig.v1Config.auth.password", "influxdbConfig.v2Config.token", "influxdbConfig.v3Config.token",
        "logdb.qlogsReaderPwd", "influxdbConfig.auth.password", "mqttConfig.password", "mqttConfig.tls.keyPassphrase",
        "configVisualisation.token", "statusPage.token", "telemetry.secretFile", "x.Passwd", "x.API_KEY", "x.api-key",
        "x.apiToken", "x.api_token", "x.accessKey", "x.access-key", "x.client_secret", "x.myTOKENs.below.this",
        "x.secrets[3].name", "newRelic.event.header[0].value", "newRelic.metric.header[12].value",
        "\(server).headers.Authorization", "\(server).headers.X-Anything.more",
    ])
    func `secrets are never shown`(path: String) {
        for rules in [MaskRules(hidesAddresses: true), MaskRules(hidesAddresses: false)] {
            for value in [SettingValue.text("geheim"), .number("12"), .boolean(true), .text("")] {
                #expect(rules.masked(value, at: path) == .text(Self.mask))
            }
            #expect(rules.masked(.nothing, at: path) == .nothing)
            #expect(
                rules.masked(.pairs([.init("a", .list([.text("x"), .nothing, .number("1")]))]), at: path)
                    == .pairs([.init("a", .list([.text(Self.mask), .nothing, .text(Self.mask)]))]))
        }
    }

    @Test(arguments: [
        "userSessions.excludeUser[0].userId", "logEvents.allowedSources", "\(server).serverName",
        "\(server).serverDescription", "\(server).serverTags.group", "userEvents.tags[0].name",
        "thirdPartyToolsCredentials.newRelic[0].accountName", "newRelic.event.url", "newRelic.event.header[0].name",
        "logEvents.categorise.rules[0].category", "influxdbConfig.v1Config.dbName", "mqttConfig.baseTopic",
        "influxdbConfig.v1Config.auth.enable", "thirdPartyToolsCredentials.x", "logEvents.headers.value",
        "\(filter).allApps.appExclude", "cert.clientCertificate", "userEvents.sendToMQTT.topics",
    ])
    func `everything else is readable`(path: String) {
        let rules = MaskRules(hidesAddresses: true)
        #expect(rules.masked(.text("readable"), at: path) == .text("readable"))
        #expect(rules.masked(.number("12"), at: path) == .number("12"))
    }

    @Test func `what a name within a value says counts as well`() {
        let rules = MaskRules(hidesAddresses: false)
        let tags = SettingValue.pairs([.init("group", .text("prod")), .init("my_password", .text("geheim"))])
        #expect(
            rules.masked(tags, at: "\(Self.server).serverTags")
                == .pairs([.init("group", .text("prod")), .init("my_password", .text(Self.mask))]))
        let headers = SettingValue.pairs([.init("Cookie", .text("geheim"))])
        #expect(
            rules.masked(headers, at: "\(Self.server).headers") == .pairs([.init("Cookie", .text(Self.mask))]))
        #expect(rules.masked(.text("geheim"), at: "x.y", isSecret: true) == .text(Self.mask))
        // The name of a list is no name of a key.
        #expect(rules.masked(.text("x"), at: "x[password].y") == .text("x"))
    }

    @Test(arguments: [
        "telemetry.collectorURL", "telemetry.proxyURL", "influxdbConfig.host", "newRelic.event.url",
        "newRelic.metric.url",
        "\(server).host", "any.urls[0]",
    ])
    func `what leads somewhere is shown without users, however it is spelled`(path: String) {
        for hidesAddresses in [true, false] {
            let rules = MaskRules(hidesAddresses: hidesAddresses)
            for url in ["http//u:geheim@h", "http://u:geheim/geheim@h", "http://u:geheim#y@h", "u:geheim@h"] {
                guard case .text(let shown) = rules.masked(.text(url), at: path) else {
                    Issue.record("no text")
                    continue
                }
                #expect(!shown.contains("geheim") && !shown.contains("u:"))
                #expect(shown.hasSuffix("@h") || hidesAddresses)
            }
        }
    }

    @Test(arguments: [
        ("http://me:geheim@host:8086/x", "http://**********@host:8086/x"),
        ("https://geheim@host", "https://**********@host"), ("http://me:ge@heim@host", "http://**********@host"),
        ("http://me:ge/he?im#@host/x", "http://**********@host/x"),
        ("http://host/x?token=geheim", "http://host/x?**********"),
        (
            "a http://me:geheim@a/ and https://me:geheim@b/?q=geheim, too",
            "a http://**********@b/?**********"
        ),
        ("http://host/path", "http://host/path"), ("me@host", "me@host"), ("://", "://"),
        ("://geheim@", "://**********@"),
        ("mqtt://üser:geheim@host", "mqtt://**********@host"),
    ])
    func `URLs are shown without users and queries, everywhere`(url: String, shown: String) {
        for rules in [MaskRules(hidesAddresses: true), MaskRules(hidesAddresses: false)] {
            #expect(rules.masked(.text(url), at: "any.key") == .text(shown))
            #expect(rules.masked(.list([.text(url)]), at: "any.list") == .list([.text(shown)]))
        }
        let part = MaskRules(hidesAddresses: true).masked(.text(url), at: "heartbeat.remoteURL")
        #expect(part == .text(URLSecrets.masked(url, isAddress: true).prefix(10) + Self.mask))
    }
}
