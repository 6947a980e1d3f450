// SPDX-License-Identifier: MIT

/// One of the interfaces that a Sense site has for programs, by the name that the command line gives it.
package enum SenseInterface: String, Sendable, CaseIterable {
    /// What each engine says about its health.
    case engine
    /// What each proxy says about its sessions.
    case proxy
    /// What the site's repository says about its apps; the repository is on server 1.
    case repository

    /// The option that chooses the interface's port.
    var setting: String {
        switch self {
        case .engine: "--port"
        case .proxy: "--proxy-port"
        case .repository: "--repository-port"
        }
    }
}
