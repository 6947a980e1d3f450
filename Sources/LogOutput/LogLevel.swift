// SPDX-License-Identifier: MIT

package import Logging

/// The log levels that a configuration names, from least to most detail.
///
/// They are two more than the usual five, so they map onto swift-log's levels one step lower than their names suggest:
/// a library that logs at `info` shows at `verbose`, and nothing below our own `info` is printed by default.
package enum LogLevel: String, CaseIterable, Sendable {
    case error, warn, info, verbose, debug, silly

    package var level: Logger.Level {
        switch self {
        case .error: .error
        case .warn: .warning
        case .info: .notice
        case .verbose: .info
        case .debug: .debug
        case .silly: .trace
        }
    }

    package init(_ level: Logger.Level) {
        self =
            switch level {
            case .critical, .error: .error
            case .warning: .warn
            case .notice: .info
            case .info: .verbose
            case .debug: .debug
            case .trace: .silly
            }
    }

    /// How much is written at this level: 0 is the least.
    var detail: Int {
        switch self {
        case .error: 0
        case .warn: 1
        case .info: 2
        case .verbose: 3
        case .debug: 4
        case .silly: 5
        }
    }

    /// The level of a detail.
    init(detail: Int) {
        self =
            switch detail {
            case ...0: .error
            case 1: .warn
            case 2: .info
            case 3: .verbose
            case 4: .debug
            default: .silly
            }
    }

    /// The SGR colour that the level's word has on a terminal.
    var colour: Int {
        switch self {
        case .error: 31
        case .warn: 33
        case .info: 32
        case .verbose: 36
        case .debug: 34
        case .silly: 35
        }
    }
}
