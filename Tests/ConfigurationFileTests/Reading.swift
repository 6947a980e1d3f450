// SPDX-License-Identifier: MIT

import ConfigurationFile

/// YAML text read as if it were the file `site.yaml`, and everything that was wrong with it.
struct Reading {
    let root: ConfigurationSection
    let reading: ConfigurationReading

    init(_ text: String) throws {
        reading = ConfigurationReading()
        root = try ConfigurationFile.parse(text, named: "site.yaml", reading: reading)
    }

    /// The problems as the administrator sees them.
    var sentences: [String] { reading.problems.map(\.description) }
}
