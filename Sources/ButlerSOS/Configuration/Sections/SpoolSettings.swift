// SPDX-License-Identifier: MIT

import ConfigurationFile

/// What waits on disk because it could not be delivered.
package struct SpoolSettings: Sendable, Equatable {
    package var isEnabled: Bool
    /// In bytes, of each destination.
    package var maximumSize: Int
    package var maximumAge: Duration

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch(
            "Keep on disk what could not be delivered, in the state folder, until it can be.", default: true)
        maximumSize =
            section.integer(
                "maxSize", in: 1...65_536, what: "MiB", default: 256,
                "How much may wait for each destination; beyond it the oldest goes and is counted.") << 20
        maximumAge = .seconds(
            section.integer(
                "maxAge", in: 1...8760, what: "hours", default: 168, "What is older is dropped and counted.") * 3600)
        section.rejectUnknownKeys()
    }
}
