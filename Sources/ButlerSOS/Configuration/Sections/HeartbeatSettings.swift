// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Schedules

/// The call that tells another service that this one lives.
package struct HeartbeatSettings: Sendable {
    package var isEnabled: Bool
    package var url: String
    /// `nil` if the heartbeat is off and its schedule unusable.
    package var schedule: ScheduleText?

    init(_ section: ConfigurationSection) {
        isEnabled = section.enableSwitch("Call a URL at the start and then regularly.", older: "enabled")
        // Services that wait for a sign of life know their callers by the path: whoever has the URL can call.
        url = section.requiredText(
            "remoteURL", "The URL to call with GET.", format: .url, isSecret: true,
            example: "http://monitoring.example.com/butler-sos")
        schedule = section.schedule("frequency", default: "every 1 hour", "When to call, in UTC.")
        section.rejectUnknownKeys()
    }
}
