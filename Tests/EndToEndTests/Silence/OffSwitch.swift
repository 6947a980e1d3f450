// SPDX-License-Identifier: MIT

import Testing

/// One of the ways in which telemetry is off, or at least has nowhere to go.
struct OffSwitch: Sendable, CustomTestStringConvertible {
    let name: String
    /// What the log says when this alone is the reason.
    let reason: String
    let turn: @Sendable (inout MonitorSetup) -> Void

    var testDescription: String { name }

    static func environment(_ name: String, _ value: String) -> OffSwitch {
        OffSwitch(name: "\(name)=\(value)", reason: "TELEMETRY: off: the environment variable \(name) ") {
            $0.environment[name] = value
        }
    }

    static let doNotTrack = environment("DO_NOT_TRACK", "1")
    static let configuration = OffSwitch(name: "anonTelemetry: false", reason: "TELEMETRY: off: anonTelemetry is false")
    {
        $0.anonTelemetry = false
    }
    static let disabled = OffSwitch(name: "telemetry disable", reason: "TELEMETRY: off: it was disabled") {
        $0.isDisabled = true
    }

    /// Each is enough, and nothing overrides it.
    static let all: [OffSwitch] = [
        doNotTrack, environment("BUTLER_SOS_TELEMETRY", "off"),
        OffSwitch(name: "--no-telemetry", reason: "TELEMETRY: off: --no-telemetry was given") {
            $0.arguments.append("--no-telemetry")
        },
        configuration,
        OffSwitch(name: "systemInfo.enable: false", reason: "TELEMETRY: off: systemInfo.enable is false") {
            $0.hasSystemInfo = false
        },
        disabled, environment("CI", "true"), environment("GITHUB_ACTIONS", "true"), environment("GITLAB_CI", "1"),
        environment("TF_BUILD", "True"), environment("JENKINS_URL", "http://x"),
    ]

    /// Telemetry is on, and yet nothing can leave.
    static let obstacles: [OffSwitch] = [
        OffSwitch(name: "no collector", reason: "TELEMETRY: on, but no collector is configured") {
            $0.collectorURL = nil
        },
        OffSwitch(name: "no state", reason: "TELEMETRY: on, but the ID is only for this run") { $0.hasState = false },
    ]

    /// Attempts to talk an off switch over. None may succeed.
    static let persuasions: [OffSwitch] = [
        environment("BUTLER_SOS_TELEMETRY", "on"), environment("DO_NOT_TRACK", "0"), environment("CI", "false"),
        environment("BUTLER_SOS_TELEMETRY_URL", "https://\(MonitorSetup.collectorName)"),
        environment("BUTLER_SOS_TELEMETRY_SECRET", String(repeating: "5a", count: 32)),
    ]
}
