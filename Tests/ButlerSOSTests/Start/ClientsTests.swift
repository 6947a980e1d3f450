// SPDX-License-Identifier: MIT

import HTTPExchange
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct ClientsTests {
    private static let proxy = ["HTTPS_PROXY": "http://me:geheim@proxy:3128", "NO_PROXY": "inside.example.com"]

    @Test(arguments: [
        ("https://metric-api.newrelic.com/metric/v1", "http://proxy:3128"),
        ("https://metric-api.newrelic.com/metric/v1?x=1", "http://proxy:3128"),
        ("https://nr.inside.example.com/metric/v1", nil), ("https://127.0.0.1:8443/metric/v1", nil),
        ("http://proxy.example.com/metric/v1", nil),
    ])
    func `New Relic is called through the proxy of the environment`(url: String, expected: String?) {
        let log = LogCapture()
        #expect(Clients.proxy(to: url, environment: Self.proxy, logger: log.logger)?.description == expected)
        #expect(Clients.proxy(to: url, environment: [:], logger: log.logger) == nil)
        #expect(log.lines.isEmpty)
    }

    @Test func `a proxy that is none is told, and not used`() {
        let log = LogCapture()
        let environment = ["HTTPS_PROXY": "ftp://geheim"]
        #expect(Clients.proxy(to: "https://host/metric/v1", environment: environment, logger: log.logger) == nil)
        #expect(log.texts == ["warning: NEW RELIC: called directly"])
        #expect(!log.fullTexts.contains { $0.contains("geheim") })
    }
}
