// SPDX-License-Identifier: MIT

import ConfigurationFile

/// What `check-config` says about a file.
package struct ConfigurationCheck: Sendable {
    /// The program would start with it.
    package var isUsable: Bool
    package var lines: [String]

    /// - Parameter explains: list the configuration in force, with the origin of each setting.
    package init(
        _ path: String, environment: [String: String], overrides: ConfigurationOverrides = .init(), explains: Bool
    ) {
        let reading = ConfigurationReading()
        do {
            let document = try ConfigurationFile.read(path, reading: reading)
            let configuration = MonitorConfiguration.read(
                document, path: path, environment: environment, overrides: overrides, reading: reading)
            isUsable = reading.problems.isEmpty
            lines = explains ? ConfigurationExplanation.lines(reading.settings) + [""] : []
            lines += Self.report(path, reading.problems, configuration)
        } catch {
            isUsable = false
            lines = ["\(error)", "\(path) cannot be used."]
        }
    }

    private static func report(
        _ path: String, _ problems: [ConfigurationProblem], _ configuration: MonitorConfiguration
    ) -> [String] {
        let (notes, warnings) = (configuration.notes, configuration.warnings)
        var lines = ["\(count(problems.count, "problem")) in \(path)"] + problems.map { "  \($0)" }
        if !notes.isEmpty {
            lines.append("\(count(notes.count, "note")) on what is switched off:")
            lines += notes.map { "  \($0)" }
        }
        if !warnings.isEmpty {
            lines.append("\(count(warnings.count, "warning")):")
            lines += warnings.map { "  \($0)" }
        }
        lines.append(problems.isEmpty ? "\(path) can be used." : "\(path) cannot be used.")
        return lines
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
