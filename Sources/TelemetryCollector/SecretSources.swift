// SPDX-License-Identifier: MIT

/// Where a collector's two secrets come from.
package struct SecretSources: Sendable, CustomStringConvertible {
    /// The length of the shortest admin token that is taken, in characters.
    package static let shortestToken = 16

    package enum Source: Sendable {
        /// A file of the data folder that is made at the first start.
        case dataFolder
        /// A file of the operator's.
        case file(String)
        /// A text, and the setting that it came from.
        case text(String, setting: String)
    }

    package var pepper: Source
    package var adminToken: Source

    package init(pepper: Source = .dataFolder, adminToken: Source = .dataFolder) {
        self.pepper = pepper
        self.adminToken = adminToken
    }

    package var description: String { "<redacted>" }
}
