// SPDX-License-Identifier: MIT

/// Whether telemetry is on, and if not, which switch decided.
package enum ConsentVerdict: Sendable, Equatable {
    case on
    case off(because: Reason)

    package enum Reason: Sendable, Equatable, CustomStringConvertible {
        case configuration
        case commandLine
        case environment(String)
        case storedChoice
        case automation(String)
        case systemInfo

        package var description: String {
            switch self {
            case .configuration: "anonTelemetry is false in the configuration"
            case .commandLine: "--no-telemetry was given"
            case .environment(let name): "the environment variable \(name) says so"
            case .storedChoice: "it was disabled with a command"
            case .automation(let name): "the environment variable \(name) tells that this is an automated run"
            case .systemInfo: "systemInfo.enable is false in the configuration, so there is nothing to report"
            }
        }
    }

    package var isOn: Bool { self == .on }
}
