// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The web page that shows the configuration in force.
package struct ConfigurationPageSettings: Sendable {
    package var page: ServedPageSettings
    /// Addresses are masked, and not only secrets.
    package var isMasked: Bool

    init(_ section: ConfigurationSection) {
        page = ServedPageSettings(
            section, meaning: "Serve a web page with the configuration in force.", port: 3100)
        isMasked = section.boolean(
            "obfuscate", default: true,
            "Mask addresses, topics and app names on the page. Secrets are masked whatever this says.")
        page.readToken(section)
        section.rejectUnknownKeys()
    }
}
