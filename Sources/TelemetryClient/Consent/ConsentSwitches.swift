// SPDX-License-Identifier: MIT

/// Every switch that can turn telemetry off, as found. The most restrictive wins: one "off" is enough, nothing overrides it.
package struct ConsentSwitches: Sendable, Equatable {
    package var environment: [String: String]
    /// `--no-telemetry` was given.
    package var commandLineOff: Bool
    /// The configuration's own switch; absent means on.
    package var configured: Bool?
    /// The configuration allows reading facts about the host.
    package var systemInfo: Bool
    /// An administrator switched telemetry off with a command, and that was stored.
    package var storedOff: Bool

    package init(
        environment: [String: String], commandLineOff: Bool = false, configured: Bool? = nil, systemInfo: Bool = true,
        storedOff: Bool = false
    ) {
        self.environment = environment
        self.commandLineOff = commandLineOff
        self.configured = configured
        self.systemInfo = systemInfo
        self.storedOff = storedOff
    }

    package var verdict: ConsentVerdict {
        if configured == false { return .off(because: .configuration) }
        if commandLineOff { return .off(because: .commandLine) }
        if let value = environment["BUTLER_SOS_TELEMETRY"]?.trimmed.lowercased(),
            ["off", "0", "false", "no"].contains(value)
        {
            return .off(because: .environment("BUTLER_SOS_TELEMETRY"))
        }
        if Self.isSet(environment["DO_NOT_TRACK"]) { return .off(because: .environment("DO_NOT_TRACK")) }
        if storedOff { return .off(because: .storedChoice) }
        for name in Self.automationVariables where Self.isSet(environment[name]) {
            return .off(because: .automation(name))
        }
        if !systemInfo { return .off(because: .systemInfo) }
        return .on
    }

    /// Set by continuous integration systems, whose runs are nobody's installation.
    package static let automationVariables = ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL"]

    /// Anything but empty, `0` and `false` counts as set.
    private static func isSet(_ value: String?) -> Bool {
        guard let value = value?.lowercased() else { return false }
        return !["", "0", "false"].contains(value)
    }
}
