// SPDX-License-Identifier: MIT

import ConfigurationFile
import Foundation
import MonitoringTestKit

@testable import ButlerSOS

/// A configuration before and after its migration, both read as if they were the file of the same site.
struct Migrated {
    let old: MonitorConfiguration
    let new: MonitorConfiguration
    let text: String
    /// The text of a second migration.
    let again: String
    let migration: ConfigurationMigration
    /// What is wrong with the new file; nothing, if all is well.
    let problems: [ConfigurationProblem]

    init(_ text: String, at site: Site) throws {
        _ = try site.directory.write(text, to: "site.yaml")
        let migration = try ConfigurationMigration(site.path)
        self.migration = migration
        self.text = migration.text
        (old, _) = try Self.read(text, site)
        (new, problems) = try Self.read(migration.text, site)
        _ = try site.directory.write(migration.text, to: "site.yaml")
        again = try ConfigurationMigration(site.path).text
    }

    private static func read(_ text: String, _ site: Site) throws -> (MonitorConfiguration, [ConfigurationProblem]) {
        let reading = ConfigurationReading()
        let document = try ConfigurationFile.parse(text, named: site.path, reading: reading)
        let configuration = MonitorConfiguration.read(document, path: site.path, environment: [:], reading: reading)
        return (configuration, reading.problems)
    }

    /// Where the two differ, except in what is said about the files themselves.
    var differences: [String] {
        let (before, after) = (Self.facts(old), Self.facts(new))
        return Set(before).symmetricDifference(after).sorted()
    }

    /// Everything a configuration says, a line for each value.
    static func facts(_ configuration: MonitorConfiguration) -> [String] {
        var configuration = configuration
        // These name lines and columns.
        configuration.notes = []
        configuration.warnings = []
        configuration.settings = []
        configuration.telemetry.obstacle = configuration.telemetry.obstacle.map { text in
            text.contains(" (") ? String(text.prefix { $0 != "(" }) : text
        }
        return facts(configuration, "")
    }

    private static func facts(_ value: Any, _ path: String) -> [String] {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .set: return ["\(path) = \(mirror.children.map { "\($0.value)" }.sorted())"]
        case .dictionary:
            return ["\(path) = \(mirror.children.map { "\($0.value)" }.sorted())"]
        default:
            guard !mirror.children.isEmpty else { return ["\(path) = \(String(reflecting: value))"] }
            return mirror.children.enumerated().flatMap { index, child in
                facts(child.value, "\(path).\(child.label ?? "")[\(index)]")
            } + (mirror.displayStyle == .collection ? ["\(path): \(mirror.children.count)"] : [])
        }
    }
}
