// SPDX-License-Identifier: MIT

/// One mistake in a configuration: the key, what it should hold, what it holds, and where that is.
package struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    /// The path of the key, `Butler-SOS.prometheus.port`.
    package var key: String
    package var expected: String
    /// What was there instead; for a secret only its type.
    package var found: String
    /// `FILE:LINE:COLUMN`, if the key is in a file.
    package var place: String?
    /// False if nothing can stand in for the value, so that the program cannot run without it.
    package var hasDefault = true

    package var description: String {
        let position = place.map { " (\($0))" } ?? ""
        return "\(key): expected \(expected), found \(found)\(position)"
    }
}
