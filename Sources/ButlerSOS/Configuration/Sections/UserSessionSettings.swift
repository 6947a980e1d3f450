// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring

/// When and for whom the sessions of users are asked for.
package struct UserSessionSettings: Sendable {
    package var isEnabled: Bool
    package var pollingInterval: Duration
    /// Users whose sessions get no points of their own.
    package var excludedUsers: [UserName]

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch(
            "Ask the proxies who is logged in.", key: "enableSessionExtract", example: true)
        pollingInterval = section.interval("pollingInterval", default: 30_000, "The time between two questions.")
        excludedUsers = section.users("excludeUser", "Users whose sessions are only counted, not stored one by one.")
        section.rejectUnknownKeys()
    }
}
