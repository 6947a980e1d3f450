// SPDX-License-Identifier: MIT

import ConfigurationFile
import LogOutput

/// The report that a fatal error leaves behind.
package struct CrashFileSettings: Sendable {
    package var isEnabled: Bool
    package var directory: String
    package var writesJSON: Bool
    package var writesText: Bool

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Write a report when a fatal error ends the program.")
        directory = section.text(
            "crashFileDirectory", default: "./crash_dumps",
            "The folder of the reports, relative to the working directory.")
        writesJSON = section.boolean("crashFileCreateJson", default: true, "Write the report as JSON.")
        writesText = section.boolean("crashFileCreateText", default: true, "Write the report as text.")
        section.rejectUnknownKeys()
        // Nothing depends on the reports until there is one: by then it is too late to say that they cannot be written.
        guard isEnabled, writesJSON || writesText, !section.isDescription, !section.reading.carries,
            let obstacle = LogFolder.obstacle(directory.isEmpty ? "." : directory)
        else { return }
        section.warn("crashFileDirectory", "names a folder in which no report can be written: \(obstacle)")
    }
}
