// SPDX-License-Identifier: MIT

import ConfigurationFile

/// The endpoint that a container runtime asks whether the program lives.
package struct DockerHealthCheckSettings: Sendable {
    package var isEnabled: Bool
    package var port: Int

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Answer health checks of a container runtime on localhost.", older: "enabled")
        port = section.port("port", default: 12398, "The port of the health check.")
        section.rejectUnknownKeys()
    }
}
