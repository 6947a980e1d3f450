// SPDX-License-Identifier: MIT

import ConfigurationFile

/// YAML text read as if it were the file `site.yaml`, and everything that was wrong with it.
struct Reading {
    let root: ConfigurationSection
    let problems: ConfigurationProblems

    init(_ text: String) throws {
        problems = ConfigurationProblems()
        root = try ConfigurationFile.parse(text, named: "site.yaml", problems: problems)
    }

    /// The problems as the administrator sees them.
    var sentences: [String] { problems.all.map(\.description) }
}
