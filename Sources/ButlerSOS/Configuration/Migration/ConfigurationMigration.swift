// SPDX-License-Identifier: MIT

package import ConfigurationFile

/// A configuration of either generation of the original, written again with the keys of this version.
///
/// Promises: the new text means what the old one means, and writing it again gives the same text. Secrets are in the text,
/// and nowhere else.
package struct ConfigurationMigration: Sendable {
    /// The new configuration, secrets included.
    package let text: String
    /// Keys that are spelled differently now; `[]` stands for each element of a list.
    package let renamed: [CarriedSettings.Renaming]
    /// Keys that are only comments now.
    package let leftovers: [ConfigurationSection.Leftover]
    private let path: String
    private let notes: [ConfigurationProblem]
    private let warnings: [String]
    /// Keys with file names that are looked for in the working directory, then beside the configuration file.
    private let relativeFiles: [String]

    /// Reads the file, or throws everything that is wrong with it.
    package init(_ path: String) throws {
        let source = try ConfigurationFile.text(path)
        let reading = ConfigurationReading(carries: true)
        let document = try ConfigurationFile.parse(source, named: path, reading: reading)
        let configuration = MonitorConfiguration.read(document, path: path, environment: [:], reading: reading)
        let mistakes = reading.problems.filter { !$0.isStrangeKey } + Self.doubtfulTelemetry(reading.notes)
        guard mistakes.isEmpty, let carried = reading.carried else {
            throw MonitorConfiguration.Invalid(path: path, problems: mistakes)
        }
        let settings = MonitorConfiguration.allSettings()
        let leftovers = document.leftovers(settings)
        self.path = path
        self.leftovers = leftovers
        renamed = carried.renamed
        notes = configuration.notes.filter { note in !leftovers.contains { $0.key == note.key } }
        warnings = configuration.warnings.filter { warning in !leftovers.contains { warning.hasPrefix("\($0.key) ") } }
        relativeFiles = Self.relativeFiles(reading.settings)
        text =
            ConfigurationTemplate.text(settings, heading: Self.heading, filledWith: carried)
            + LeftoverComment(leftovers, after: LeftoverComment.lines(of: source)).text
    }

    private static let heading = [
        "A configuration of butler-sos. Made by `butler-sos migrate-config` from an older one.",
        "What is not here has its default; config/production.yaml shows every key.",
        "Check this file with: butler-sos check-config FILE --explain",
    ]

    /// A key of telemetry that nobody knows keeps it from being sent. Without the key it would be sent.
    private static func doubtfulTelemetry(_ notes: [ConfigurationProblem]) -> [ConfigurationProblem] {
        notes.filter { $0.isUnknownKey && $0.key.hasPrefix("\(MonitorConfiguration.rootKey).telemetry.") }
    }

    private static func relativeFiles(_ settings: [ConfigurationSetting]) -> [String] {
        settings.filter { setting in
            setting.example.hasSuffix(".pem") && !["", "\"\""].contains(setting.value)
                && !setting.value.hasPrefix("/")
        }.map(\.key)
    }
}

extension ConfigurationMigration {
    /// What people should know, without secrets.
    ///
    /// - Parameter output: the new file.
    package func remarks(writtenTo output: String) -> [String] {
        var lines: [String] = []
        if !renamed.isEmpty {
            lines.append("Keys with another name now:")
            lines += renamed.map { "  \($0.old) is \($0.new)" }
        }
        if !leftovers.isEmpty {
            lines.append("Warning: not carried over, but listed at the end as comments, since they have no effect:")
            lines += leftovers.map { "  \($0.key) (\($0.place))" }
        }
        if !relativeFiles.isEmpty, Self.folder(output) != Self.folder(path) {
            lines.append("Warning: relative paths were looked for beside \(path) too, and now beside \(output):")
            lines += relativeFiles.map { "  \($0)" }
        }
        if !notes.isEmpty {
            lines.append("Mistakes in what is switched off, kept as they are:")
            lines += notes.map { "  \($0)" }
        }
        return lines + warnings.map { "Warning: \($0)" }
    }

    /// Writes the new file, for its owner's eyes only.
    ///
    /// - Parameter replaces: a file that is there already goes, unless it is the old configuration.
    package func write(to output: String, replaces: Bool) throws(PrivateFile.Failure) {
        try PrivateFile.write(text, to: output, replaces: replaces, keeping: path)
    }

    /// Beside the old file: `production.yaml` becomes `production.migrated.yaml`.
    package static func output(for path: String) -> String {
        let ending = ".yaml"
        let stem = path.lowercased().hasSuffix(ending) ? String(path.dropLast(ending.count)) : path
        return "\(stem).migrated\(ending)"
    }

    private static func folder(_ path: String) -> Substring {
        path.lastIndex(of: "/").map { path[...$0] } ?? ""
    }
}
