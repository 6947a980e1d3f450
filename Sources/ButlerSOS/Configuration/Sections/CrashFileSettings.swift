// SPDX-License-Identifier: MIT

import ConfigurationFile

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
    }
}
