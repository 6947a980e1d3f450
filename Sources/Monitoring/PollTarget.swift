// SPDX-License-Identifier: MIT

/// What a poll asks, and whom.
package struct PollTarget: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case health, sessions
        case appNames = "app_names"
        case logDatabase = "log_database"

        /// The name under which failures of this kind are counted and stored.
        package var errorType: String {
            switch self {
            case .health: "HEALTH_API"
            case .sessions: "PROXY_API"
            case .appNames: "APP_NAMES_EXTRACT"
            case .logDatabase: "LOG_DATABASE"
            }
        }
    }

    package var kind: Kind
    /// The server's display name; the repository and the log database have none but their host.
    package var serverName: String
    /// `HOST[:PORT]`, as configured.
    package var host: String
    /// The virtual proxy that is asked for its sessions.
    package var virtualProxy: String?

    package init(_ kind: Kind, serverName: String, host: String, virtualProxy: String? = nil) {
        self.kind = kind
        self.serverName = serverName
        self.host = host
        self.virtualProxy = virtualProxy
    }
}
