// SPDX-License-Identifier: MIT

import ConfigurationFile
package import ConsoleLogging

/// What is logged, and where to.
package struct LogSettings: Sendable {
    package var level: LogLevel
    /// Beside the terminal, also to a file a day.
    package var isWrittenToFiles: Bool
    package var directory: String

    init(_ root: ConfigurationSection) {
        level = root.choice(
            "logLevel", default: .info, "How much is logged, from least to most detail.", ignoresCase: true)
        isWrittenToFiles = root.boolean(
            "fileLogging", default: false, "Log to a file as well, a new one each day.")
        directory = root.text("logDirectory", default: "log", "The folder of the log files.")
    }
}
