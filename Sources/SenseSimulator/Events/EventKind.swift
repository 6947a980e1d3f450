// SPDX-License-Identifier: MIT

/// What kind of event a datagram tells of, by the name that the command line gives it.
package enum EventKind: String, Sendable, CaseIterable {
    case userSession = "user-session"
    case userConnection = "user-connection"
    case engine, proxy, repository, scheduler, performance

    /// The port that it goes to.
    package enum Port: Sendable, CaseIterable {
        case user, log
    }

    package var port: Port {
        switch self {
        case .userSession, .userConnection: .user
        case .engine, .proxy, .repository, .scheduler, .performance: .log
        }
    }

    /// Which appenders the simulated site has.
    package enum Generation: Sendable {
        /// Those for version 5.6 of the monitor, which knew user events only, by other names.
        case version5
        case version15
    }

    /// The kinds that a generation has.
    package static func all(_ generation: Generation) -> [EventKind] {
        allCases.filter { $0.prefix(generation) != nil }
    }

    /// The names of some kinds, for people.
    package static func names(_ kinds: [EventKind] = allCases) -> String {
        kinds.map(\.rawValue).joined(separator: ", ")
    }

    /// The first field of a datagram; `nil` if the generation has no such events.
    func prefix(_ generation: Generation) -> String? {
        switch (self, generation) {
        case (.userSession, .version5): "/proxy-session/"
        case (.userConnection, .version5): "/proxy-connection/"
        case (_, .version5): nil
        case (.userSession, .version15): "/qseow-proxy-session/"
        case (.userConnection, .version15): "/qseow-proxy-connection/"
        case (.engine, .version15): "/qseow-engine/"
        case (.proxy, .version15): "/qseow-proxy/"
        case (.repository, .version15): "/qseow-repository/"
        case (.scheduler, .version15): "/qseow-scheduler/"
        case (.performance, .version15): "/qseow-qix-perf/"
        }
    }
}
