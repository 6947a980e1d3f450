// SPDX-License-Identifier: MIT

/// Whether telemetry is on, and if not, which switch decided.
public enum ConsentVerdict: Sendable, Equatable {
    case on
    case off(because: Reason)

    /// The switch that said no.
    public enum Reason: Sendable, Equatable {
        case configuration
        case commandLine
        /// An environment variable, by name.
        case environment(String)
        /// A stored "no".
        case storedChoice
        /// An environment variable that continuous integration systems set, by name.
        case automation(String)
        /// Facts about the host may not be read.
        case host

        /// What machines call the switch: a word, or the name of the variable.
        public var code: String {
            switch self {
            case .configuration: "configuration"
            case .commandLine: "commandLine"
            case .environment(let name), .automation(let name): name
            case .storedChoice: "storedChoice"
            case .host: "host"
            }
        }
    }

    /// True if no switch says no.
    public var isOn: Bool { self == .on }

    package var reason: Reason? {
        if case .off(let reason) = self { reason } else { nil }
    }
}
