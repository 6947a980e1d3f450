// SPDX-License-Identifier: MIT

import ConfigurationFile
import HTTPListener
import Testing

@testable import ButlerSOS

@Suite struct ServedPageSettingsTests {
    @Test func `both pages are off, and for this host alone`() throws {
        let configuration = try Site(root: "").read()
        let (first, second) = (configuration.configurationPage.page, configuration.statusPage.page)
        #expect(!first.isEnabled && !second.isEnabled)
        #expect(first.port == 3100 && second.port == 3101)
        #expect(first.token == nil && second.token == nil)
        #expect(first.address(setting: "x") == ListenAddress(host: "localhost", port: 3100, setting: "x.port"))
        #expect(second.address(setting: "x").isLoopback)
        #expect(configuration.configurationPage.isMasked)
    }

    @Test(arguments: ["configVisualisation", "statusPage"])
    func `a token has to be long enough, and what a header can carry`(section: String) throws {
        for token in ["kurz", "0123456789abcde", "0123456789 abcdef", "0123456789abcdéf", "\"0123456789abcdef\\n\""] {
            let problems = try Site(root: "\(section): {enable: true, token: \(token)}").problems()
            #expect(problems.map(\.key) == ["Butler-SOS.\(section).token"], "\(token)")
            #expect(!problems.contains { $0.description.contains(token) })
            #expect(try Site(root: "\(section): {token: \(token)}").read().warnings.isEmpty)
        }
        for token in ["0123456789abcdef", "1234567890123456"] {
            let configuration = try Site(root: "\(section): {enable: true, token: \(token)}").read()
            let page = section == "statusPage" ? configuration.statusPage.page : configuration.configurationPage.page
            #expect(page.token == token)
            #expect(configuration.secrets.contains(token))
        }
    }

    @Test(arguments: [
        ("localhost", false), ("LOCALHOST", false), ("127.0.0.1", false), ("127.1.2.3", false), ("'::1'", false),
        ("'[::1]'", false), ("0.0.0.0", true), ("'::'", true), ("10.0.0.1", true), ("127.example.com", true),
    ])
    func `what others can reach says where its token will be`(host: String, warns: Bool) throws {
        for section in ["configVisualisation", "statusPage"] {
            let text = "\(section): {enable: true, host: \(host)"
            let warnings = try Site(root: "\(text)}").read().warnings
            #expect(warnings.count == (warns ? 1 : 0), "\(warnings)")
            #expect(warnings.allSatisfy { $0.hasPrefix("Butler-SOS.\(section).host is reached by other hosts") })
            #expect(try Site(root: "\(text), token: 0123456789abcdef}").read().warnings.isEmpty)
            #expect(try Site(root: "\(section): {host: \(host)}").read().warnings.isEmpty)
        }
    }
}
