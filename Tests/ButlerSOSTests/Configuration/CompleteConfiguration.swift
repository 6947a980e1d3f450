// SPDX-License-Identifier: MIT

import ConfigurationFile
import MonitoringTestKit

@testable import ButlerSOS
@testable import ConfigurationFile

/// A configuration with every setting there is, all switched on, and the ways to spoil one of them.
struct CompleteConfiguration {
    let site: Site
    let lines: [ConfigurationTemplate.Line]

    init() throws {
        site = try Site("")
        for name in ["influxdb-ca", "newrelic-ca", "logdb-ca", "collector-ca", "mqtt-ca", "mqtt-client"] {
            _ = try site.directory.write(Site.certificate, to: "certs/\(name).pem")
        }
        _ = try site.directory.write(Site.key, to: "certs/mqtt-client_key.pem")
        lines = ConfigurationTemplate.lines(MonitorConfiguration.allSettings(), isComplete: true).map { line in
            guard let setting = line.setting, setting.kind == "true or false" else { return line }
            return .init(text: line.text.replacing(": false", with: ": true"), setting: setting)
        }
    }

    /// The lines that hold a setting.
    var places: [Int] { lines.indices.filter { lines[$0].setting != nil } }

    /// The text with one line changed.
    ///
    /// - Parameter dropsBelow: what is below that line's key goes.
    func text(replacing place: Int? = nil, with replacement: String = "", dropsBelow: Bool = false) -> String {
        var result: [String] = []
        var indentation = Int.max
        for (index, line) in lines.enumerated() {
            let depth = Self.depth(line.text)
            if depth > indentation { continue }
            indentation = .max
            result.append(index == place ? replacement : line.text)
            if index == place, dropsBelow { indentation = depth }
        }
        return result.joined(separator: "\n") + "\n"
    }

    /// The text with the settings of another version of InfluxDB in use, if the setting belongs to one.
    static func using(_ setting: ConfigurationSetting?, in text: String) -> String {
        for version in 2...3 where setting?.key.contains(".v\(version)Config") == true {
            return text.replacing("\n    version: 1\n", with: "\n    version: \(version)\n")
        }
        return text
    }

    /// A text read as if it were the site's file.
    func read(_ text: String) throws -> (configuration: MonitorConfiguration, reading: ConfigurationReading) {
        let reading = ConfigurationReading()
        let document = try ConfigurationFile.parse(text, named: "site.yaml", reading: reading)
        let secret = String(repeating: "ab", count: 32)
        let configuration = MonitorConfiguration.read(
            document, path: site.path, environment: ["BUTLER_SOS_TELEMETRY_SECRET": secret], reading: reading)
        return (configuration, reading)
    }

    /// The key of a line: `  - name: x` is `name`.
    static func key(_ text: String) -> String {
        String(text.drop { $0 == " " || $0 == "-" }.prefix { $0 != ":" })
    }

    /// How far the key is indented, also behind the dash of an element.
    static func depth(_ text: String) -> Int { text.prefix { $0 == " " || $0 == "-" }.count }
}
