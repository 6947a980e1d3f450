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

    /// `expected` of a key that nobody knows starts like this.
    static let knownKey = "a known key"

    /// True for a key that nobody knows and that does not look like a known one, either.
    package var isStrangeKey: Bool { isUnknownKey && !expected.hasSuffix("?") }

    package var isUnknownKey: Bool { expected.hasPrefix("\(Self.knownKey); ") }

    package var description: String {
        let position = place.map { " (\($0))" } ?? ""
        if isUnknownKey {
            return "\(key): unknown key; \(expected.dropFirst(Self.knownKey.count + 2))\(position)".onOneLine
        }
        return "\(key): expected \(expected), found \(found)\(position)".onOneLine
    }
}
