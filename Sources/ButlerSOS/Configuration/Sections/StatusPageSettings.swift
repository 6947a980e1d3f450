// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The web page that shows how the site and the program are.
package struct StatusPageSettings: Sendable {
    package var page: ServedPageSettings

    init(_ section: ConfigurationSection) {
        page = ServedPageSettings(
            section,
            meaning:
                "Serve a web page with the state of each server, source and destination, and the telemetry preview.",
            port: 3101)
        page.readToken(section)
        section.rejectUnknownKeys()
    }
}
