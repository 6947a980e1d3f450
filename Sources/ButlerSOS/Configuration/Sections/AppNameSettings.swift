// SPDX-License-Identifier: MIT

import ConfigurationFile
import Monitoring

/// Where the names of apps are asked for.
package struct AppNameSettings: Sendable {
    package static let defaultPort = 4242

    package var isEnabled: Bool
    package var interval: Duration
    /// The repository service: `HOST[:PORT]`.
    package var authority: String

    /// The repository service's host, without brackets around an IPv6 address.
    package var host: String { MonitoredServer.hostName(authority) }

    package var port: Int {
        let rest = authority.hasPrefix("[") ? authority.drop { $0 != "]" } : authority.drop { $0 != ":" }
        return rest.lastIndex(of: ":").flatMap { Int(rest[rest.index(after: $0)...]) } ?? Self.defaultPort
    }

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch(
            "Ask the repository service for the names of the apps.", key: "enableAppNameExtract", example: true)
        interval = section.interval("extractInterval", default: 60_000, "The time between two questions.")
        authority = section.requiredText(
            "hostIP", "The host of the repository service; its port is \(Self.defaultPort) unless one is given.",
            format: .authority, example: "sense1.example.com")
        section.rejectUnknownKeys()
    }
}
