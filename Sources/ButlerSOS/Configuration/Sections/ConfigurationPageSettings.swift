// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The web page that shows the configuration in force.
package struct ConfigurationPageSettings: Sendable {
    package var isEnabled: Bool
    package var host: String
    package var port: Int
    /// Secrets and addresses are masked.
    package var isMasked: Bool

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Serve a web page with the configuration in force.")
        host = section.text("host", default: "localhost", "The address that the page is served on.", format: .host)
        port = section.port("port", default: 3100, "The port of the page.")
        isMasked = section.boolean(
            "obfuscate", default: true, "Mask secrets and addresses on the page. Without this it shows everything.")
        section.rejectUnknownKeys()
    }
}
