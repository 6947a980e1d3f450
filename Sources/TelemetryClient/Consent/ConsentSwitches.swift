// SPDX-License-Identifier: MIT

/// Every switch that can turn telemetry off, as found. The most restrictive wins: one "off" is enough, nothing overrides it.
package struct ConsentSwitches: Sendable, Equatable {
    package var environment: [String: String]
    /// The service's own environment variable: `MY_SERVICE_TELEMETRY`.
    package var variable: String
    /// A command line option said no.
    package var commandLineOff: Bool
    /// The configuration's own switch; absent means on.
    package var configured: Bool?
    /// The configuration allows reading facts about the host.
    package var systemInfo: Bool
    /// An administrator switched telemetry off with a command, and that was stored.
    package var storedOff: Bool

    package init(
        environment: [String: String], variable: String, commandLineOff: Bool = false, configured: Bool? = nil,
        systemInfo: Bool = true, storedOff: Bool = false
    ) {
        self.environment = environment
        self.variable = variable
        self.commandLineOff = commandLineOff
        self.configured = configured
        self.systemInfo = systemInfo
        self.storedOff = storedOff
    }

    /// The decision, with the first switch in this order that says no.
    package var verdict: ConsentVerdict {
        if configured == false { return .off(because: .configuration) }
        if commandLineOff { return .off(because: .commandLine) }
        // Nobody sets it to say yes: what is not plainly a yes is a no.
        if !["", "on", "1", "true", "yes"].contains(value(of: variable)) {
            return .off(because: .environment(variable))
        }
        if isSet(Self.commonVariable) { return .off(because: .environment(Self.commonVariable)) }
        if storedOff { return .off(because: .storedChoice) }
        if let name = Self.automationVariables.first(where: isSet) { return .off(because: .automation(name)) }
        if !systemInfo { return .off(because: .host) }
        return .on
    }

    /// What people set once for all programs.
    package static let commonVariable = "DO_NOT_TRACK"

    /// Set by continuous integration systems, whose runs are nobody's installation.
    package static let automationVariables = ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "JENKINS_URL"]

    /// Anything but empty, `0` and `false` counts as set.
    private func isSet(_ name: String) -> Bool { !["", "0", "false"].contains(value(of: name)) }

    private func value(of name: String) -> String { (environment[name] ?? "").trimmed.lowercased() }
}
