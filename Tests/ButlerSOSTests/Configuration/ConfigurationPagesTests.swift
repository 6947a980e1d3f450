// SPDX-License-Identifier: MIT

import ConfigurationFile
import Destinations
import Foundation
import Testing

@testable import ButlerSOS

@Suite struct ConfigurationPagesTests {
    private static let settings = MonitorConfiguration.allSettings()

    private func file(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    @Test(arguments: [
        ("docs/configuration.md", ConfigurationPages.reference),
        ("config/production.yaml", ConfigurationPages.template),
        ("docs/reference/telemetry-report.schema.json", TelemetryPages.schema),
    ])
    func `the file in the repository is what would be generated now`(path: String, text: String) throws {
        let isCurrent = try file(path) == text
        #expect(
            isCurrent,
            "\(path) is old: make reference")
    }

    @Test func `the tables of the telemetry page are what would be generated now`() throws {
        let page = try file("docs/telemetry.md")
        let isCurrent = try TelemetryPages.page(from: page) == page
        #expect(isCurrent, "docs/telemetry.md is old: make reference")
        #expect(throws: TelemetryPages.MissingPlace.self) { try TelemetryPages.page(from: "# Telemetry") }
    }

    @Test func `every setting says what it is for and what it may be`() {
        #expect(Self.settings.count > 330)
        for setting in Self.settings {
            #expect(!setting.meaning.isEmpty && !setting.kind.isEmpty, "\(setting.key)")
            #expect(setting.meaning.hasSuffix("."), "\(setting.key): \(setting.meaning)")
            #expect(setting.origin == .fallback)
        }
        #expect(Set(Self.settings.map(\.key)).count == Self.settings.count)
    }

    @Test func `every setting is on the page, and lists show the keys of their elements`() {
        let page = ConfigurationPages.reference
        for setting in Self.settings where setting.shape != .section && setting.key != "Butler-SOS" {
            #expect(page.contains("| `\(setting.key.dropFirst(11))` |"), "\(setting.key)")
        }
        for key in [
            "serversToMonitor.servers[].userSessions.virtualProxies[].virtualProxy",
            "logEvents.categorise.rules[].filter[].type",
            "logEvents.enginePerformanceMonitor.monitorFilter.appSpecific.app[].appObject.allAppObjectsExclude",
            "thirdPartyToolsCredentials.newRelic[].accountId", "spool.maxAge", "influxdbConfig.caFile",
        ] {
            #expect(Self.settings.contains { $0.key == "Butler-SOS.\(key)" }, "\(key)")
        }
        #expect(page.contains("| `influxdbConfig.host` |"))
        #expect(page.contains("| `influxdbConfig.auth.username` |"), "the older spelling of v1Config.auth.username")
    }

    @Test func `the template is a configuration without mistakes`() throws {
        let site = try Site(ConfigurationPages.template)
        let configuration = try site.read()
        #expect(configuration.notes.isEmpty)
        #expect(configuration.warnings.isEmpty)
        #expect(configuration.servers.count == 1)
        #expect(configuration.prometheus != nil)
        #expect(configuration.influxDB == nil)
        #expect(configuration.influxDBSettings.version1.isFilledByVersion5 == false)
    }

    @Test func `the page on migrating has every key with an older spelling, and no other`() throws {
        let renamed = Self.settings.compactMap { setting -> String? in
            guard let older = setting.olderKey, setting.shape == .value else { return nil }
            let key = setting.key.dropFirst(11)
            let section = key.prefix(through: key.lastIndex(of: ".") ?? key.startIndex)
            return "| `\(older.contains(".") ? older : section + older)` | `\(key)` |"
        }
        let page = try file("docs/migrating.md").components(separatedBy: "## Renamed keys")[1]
            .components(separatedBy: "\n## ")[0]
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
            row.split(separator: "|", omittingEmptySubsequences: false)[...2].joined(separator: "|") + "|"
        }
        #expect(renamed.count == 16)
        #expect(Set(rows) == Set(renamed))
        #expect(rows.count == renamed.count)
    }

    @Test func `the page on migrating names only keys that there are`() throws {
        let keys = Self.settings.map { $0.key.dropFirst(11) }
        let page = try file("docs/migrating.md")
        let tables = page.components(separatedBy: "## What version 5 did")[1].split(separator: "\n").filter {
            $0.hasPrefix("| `")
        }
        #expect(tables.count > 10)
        for row in tables {
            for name in row.split(separator: "|")[0].split(separator: "`").filter({
                !$0.contains(" ") && !$0.contains(",")
            }) {
                let known = keys.contains { $0.hasSuffix(name.drop { $0 == "…" || $0 == "." }.prefix { $0 != ":" }) }
                #expect(known || ["auditEvents", "logEvents"].contains(name), "\(name)")
            }
        }
    }

    @Test func `each line of the page stays a row of five cells`() {
        let rows = ConfigurationPages.reference.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.count > 200)
        for row in rows {
            let bars = row.replacing("\\|", with: "").count { $0 == "|" }
            #expect(bars == 6, "\(row)")
        }
    }
}
