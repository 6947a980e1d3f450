// SPDX-License-Identifier: MIT

import ConfigurationFile
import Crypto
import Destinations
import Monitoring
import Testing

@testable import ButlerSOS

/// Who gets what, and what is wrong with addresses, headers and keys.
@Suite struct NewRelicConfigurationTests {
    private static let text = """
        thirdPartyToolsCredentials:
          newRelic:
            - {accountName: a, accountId: 1, insertApiKey: key-a}
            - {accountName: b, accountId: 2, insertApiKey: key-b}
            - {accountName: c, accountId: 3, insertApiKey: key-c}
            - {accountName: d, accountId: 4, insertApiKey: key-d}
        newRelic:
          enable: true
          event: {attribute: {static: [{name: qs_env, value: event}]}}
          metric:
            destinationAccount: [a, a, b]
            attribute: {static: [{name: qs_env, value: metric}], dynamic: {butlerSosVersion: {enable: false}}}
            dynamic: {engine: {cpu: {enable: false}}}
        userEvents:
          enable: true
          udpServerConfig: {serverHost: 127.0.0.1}
          tags: [{name: qs_env, value: user}]
          sendToNewRelic: {enable: true, destinationAccount: [b]}
        logEvents:
          source: {engine: {enable: true}}
          udpServerConfig: {serverHost: 127.0.0.1}
          tags: [{name: qs_env, value: log}, {name: team, value: bi}]
          sendToNewRelic:
            enable: true
            destinationAccount: [c, b]
            source: {proxy: {enable: false}, engine: {logLevel: {warn: false}}}
        uptimeMonitor:
          enable: true
          storeNewRelic:
            enable: true
            destinationAccount: [c]
            attribute: {static: [{name: x, value: y}]}
            metric: {dynamic: {butlerUptime: {enable: false}}}
        """

    private static func receivers(_ text: String = text) throws -> [String: MonitorConfiguration.NewRelicReceiver] {
        let scrambler = UserScrambler(key: SymmetricKey(size: .bits256))
        let receivers = try Site(root: text).read().newRelicReceivers(version: "1.2", scrambler: scrambler)
        return Dictionary(uniqueKeysWithValues: receivers.map { ($0.account.name, $0) })
    }

    @Test func `each account gets what names it, once`() throws {
        let receivers = try Self.receivers()
        #expect(receivers.keys.sorted() == ["a", "b", "c"])
        #expect(receivers["a"]?.metrics?.servers != nil && receivers["a"]?.metrics?.own == nil)
        #expect(receivers["a"]?.events == nil)
        #expect(receivers["b"]?.metrics?.servers != nil)
        #expect(receivers["b"]?.events?.users != nil && receivers["b"]?.events?.logs != nil)
        #expect(receivers["c"]?.metrics?.servers == nil && receivers["c"]?.metrics?.own != nil)
        #expect(receivers["c"]?.events?.users == nil && receivers["c"]?.events?.logs != nil)
    }

    @Test func `it comes with the attributes that belong to it`() throws {
        let receivers = try Self.receivers()
        let servers = receivers["a"]?.metrics?.servers
        #expect(servers?.attributes == [Tag("qs_env", "metric")])
        #expect(servers?.healthInterval == .seconds(30) && servers?.sessionInterval == .seconds(30))
        #expect(
            servers?.figures == Set(NewRelicMetricsConfiguration.Figures.allCases).subtracting([.cpu]))
        let own = receivers["c"]?.metrics?.own
        #expect(own?.attributes == [Tag("x", "y"), Tag("version", "1.2")])
        #expect(own?.sendsMemory == true && own?.sendsUptime == false)
        let events = receivers["b"]?.events
        #expect(events?.users?.attributes == [Tag("qs_env", "user")])
        #expect(events?.users?.scrambler != nil)
        #expect(
            events?.logs?.attributes == [Tag("qs_env", "event"), Tag("team", "bi"), Tag("butlerSosVersion", "1.2")])
        #expect(
            events?.logs?.levels == [
                .engine: .init(errors: true, warnings: false), .repository: .init(errors: true, warnings: true),
                .scheduler: .init(errors: true, warnings: true),
            ])
    }

    @Test func `switched off, nobody gets anything but the uptime`() throws {
        let off = Self.text.replacing("newRelic:\n  enable: true", with: "newRelic:\n  enable: false")
        #expect(try Self.receivers(off).keys.sorted() == ["c"])
        let noUptime = off.replacing("uptimeMonitor:\n  enable: true", with: "uptimeMonitor:\n  enable: false")
        #expect(try Self.receivers(noUptime).isEmpty)
        let noUsers = Self.text.replacing("userEvents:\n  enable: true", with: "userEvents:\n  enable: false")
        #expect(try Self.receivers(noUsers)["b"]?.events?.users == nil)
        #expect(try Site(root: Self.text).read().scramblesUsers)
        #expect(try !Site(root: noUsers).read().scramblesUsers)
        let open = Self.text.replacing("destinationAccount: [b]}", with: "destinationAccount: [b], scramble: false}")
        #expect(try !Site(root: open).read().scramblesUsers)
    }

    @Test func `what cannot work is named, all at once, without secrets`() throws {
        let text = """
            thirdPartyToolsCredentials:
              newRelic:
                - {accountName: a, accountId: 1, insertApiKey: "geheim\\nx"}
                - {accountName: b, accountId: 2}
            newRelic:
              enable: true
              caFile: missing.pem
              event:
                url: https://me:geheim@host/
                header: [{name: "a b", value: x}, {name: Host, value: x}, {name: X, value: "geheim\\u20AC"}]
              metric: {url: https://metric-api.newrelic.com, destinationAccount: [a, other]}
            """
        let problems = try Site(root: text).problems()
        #expect(
            problems.map(\.key)
                == [
                    "thirdPartyToolsCredentials.newRelic[0].insertApiKey",
                    "thirdPartyToolsCredentials.newRelic[1].insertApiKey", "newRelic.caFile", "newRelic.event.url",
                    "newRelic.event.header", "newRelic.event.header", "newRelic.event.header", "newRelic.metric.url",
                    "newRelic.metric.destinationAccount",
                ].map { "Butler-SOS.\($0)" })
        #expect(!problems.contains { "\($0)".contains("geheim") })
    }

    @Test(arguments: [
        ("event", "https://host/v1/accounts/17/events"), ("event", "https://host?x=1"), ("event", "https://host#x"),
        ("event", "ftp://host"), ("metric", "https://host/"), ("metric", "https://u@host/metric/v1"),
        ("metric", "metric-api.newrelic.com/metric/v1"),
    ])
    func `an address has to be one`(part: String, url: String) throws {
        let text = "newRelic: {enable: true, \(part): {url: \"\(url)\"}}"
        #expect(try Site(root: text).problems().map(\.key) == ["Butler-SOS.newRelic.\(part).url"])
    }

    @Test func `an address without encryption is worth a warning, unless it is here`() throws {
        func warnings(_ url: String) throws -> Int {
            try Site(root: "newRelic: {enable: true, event: {url: \"\(url)\"}}").read().warnings
                .count { $0.contains("is not encrypted") }
        }
        #expect(try warnings("http://proxy.example.com") == 1)
        #expect(try warnings("http://127.0.0.1:8080") == 0)
        #expect(try warnings("http://[::1]:8080/x") == 0)
        #expect(try warnings("https://proxy.example.com") == 0)
    }

    @Test func `the address for figures counts if only the uptime is sent`() throws {
        let text = """
            thirdPartyToolsCredentials: {newRelic: [{accountName: a, accountId: 1, insertApiKey: x}]}
            newRelic: {enable: false, event: {url: nonsense}, metric: {url: "https://host"}}
            uptimeMonitor: {enable: true, storeNewRelic: {enable: true, destinationAccount: [a]}}
            """
        #expect(try Site(root: text).problems().map(\.key) == ["Butler-SOS.newRelic.metric.url"])
        let off = text.replacing("uptimeMonitor: {enable: true", with: "uptimeMonitor: {enable: false")
        #expect(try Site(root: off).problems().isEmpty)
    }

    @Test func `all of it is built`() throws {
        #expect(try Site(root: Self.text).read().warnings.isEmpty)
    }
}
