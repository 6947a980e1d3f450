// SPDX-License-Identifier: MIT

/// Collects everything that is wrong with a configuration, so that it is reported at once.
package final class ConfigurationProblems {
    package struct Problem: Equatable, CustomStringConvertible {
        /// The path of the key, `Butler-SOS.prometheus.port`.
        package var key: String
        package var expected: String
        /// What was there instead; for a secret only its type.
        package var found: String
        /// `FILE:LINE:COLUMN`, if the key is in a file.
        package var place: String?

        package var description: String {
            let position = place.map { " (\($0))" } ?? ""
            return "\(key): expected \(expected), found \(found)\(position)"
        }
    }

    package private(set) var all: [Problem] = []
    /// Things worth saying that do not stop the program.
    package private(set) var warnings: [String] = []

    package init() {}

    package var isEmpty: Bool { all.isEmpty }

    package func add(key: String, expected: String, found: String, place: String? = nil) {
        let problem = Problem(key: key, expected: expected, found: found, place: place)
        // Several parts of the program may read one value; its mistake is still one.
        if !all.contains(problem) { all.append(problem) }
    }

    package func warn(_ text: String) { warnings.append(text) }
}
