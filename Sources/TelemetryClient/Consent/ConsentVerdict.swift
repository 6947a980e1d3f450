// SPDX-License-Identifier: MIT

/// Whether telemetry is on, and if not, which switch decided.
public enum ConsentVerdict: Sendable, Equatable {
    case on
    case off(because: Reason)

    /// The switch that said no.
    public enum Reason: Sendable, Equatable, CustomStringConvertible {
        case configuration
        case commandLine
        /// An environment variable, by name.
        case environment(String)
        /// A stored `telemetry disable`.
        case storedChoice
        /// An environment variable that continuous integration systems set, by name.
        case automation(String)
        case systemInfo

        /// What said no, in a few words.
        public var description: String {
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

    /// True if no switch says no.
    public var isOn: Bool { self == .on }

    /// Why telemetry is off, in a few words; empty if it is on.
    package var reason: String {
        if case .off(let reason) = self { reason.description } else { "" }
    }
}
