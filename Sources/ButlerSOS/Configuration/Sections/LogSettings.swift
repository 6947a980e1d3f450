// SPDX-License-Identifier: MIT

import ConfigurationFile
package import LogOutput

/// What is logged, and where to.
package struct LogSettings: Sendable {
    package var level: LogLevel
    package var format: LogFormat
    /// Beside the terminal, also to a file a day.
    package var isWrittenToFiles: Bool
    package var directory: String
    package var retentionDays: Int

    init(_ root: ConfigurationSection) {
        level = Self.level(root)
        format = root.choice(
            "logFormat", default: .text,
            "How log lines look, on the console and in files: for people, or one JSON object per line.",
            ignoresCase: true)
        isWrittenToFiles = root.boolean(
            "fileLogging", default: false, "Log to a file as well, a new one each day.")
        let directory = root.text(
            "logDirectory", default: "log",
            "The folder of the log files, relative to the working directory. It is made if it is missing.")
        self.directory = directory.isEmpty ? "." : directory
        retentionDays = root.integer(
            "logRetentionDays", in: 1...3650, what: "days", default: 30,
            "How long log files are kept. Older ones are deleted, by the date in their names.")
        guard isWrittenToFiles, !root.isDescription, let obstacle = LogFolder.obstacle(self.directory) else { return }
        if root.reading.carries {
            // A file may be rewritten elsewhere than it is used.
            root.warn("logDirectory", "names a folder that cannot be used here: \(obstacle)")
        } else {
            root.report("logDirectory", expected: "a folder that can be written to, or made", found: obstacle)
        }
    }

    /// What a file says about the level now, whatever else it says.
    static func readLevel(_ path: String) throws -> LogLevel {
        let reading = ConfigurationReading()
        let document = try ConfigurationFile.read(path, reading: reading)
        if !document.has(MonitorConfiguration.rootKey) {
            document.reportMissing(MonitorConfiguration.rootKey, "all settings below this key")
        }
        let level = level(document.section(MonitorConfiguration.rootKey))
        guard reading.problems.isEmpty else {
            throw MonitorConfiguration.Invalid(path: path, problems: reading.problems)
        }
        return level
    }

    private static func level(_ root: ConfigurationSection) -> LogLevel {
        root.choice("logLevel", default: .info, "How much is logged, from least to most detail.", ignoresCase: true)
    }
}
