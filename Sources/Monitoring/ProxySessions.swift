// SPDX-License-Identifier: MIT

/// The user sessions of one virtual proxy, as its proxy service told them.
package struct ProxySessions: Sendable, Equatable {
    package struct Session: Sendable, Equatable {
        package var id: String
        package var user: UserName

        package init(id: String, user: UserName) {
            self.id = id
            self.user = user
        }
    }

    package var server: MonitoredServer
    /// `HOST[:PORT]` of the proxy service, as configured.
    package var host: String
    /// The prefix with a slash in front; `/` is the default virtual proxy.
    package var virtualProxy: String
    package var sessions: [Session]
    /// The proxy service's own words, in JSON; empty if they are not known.
    package var answer: [UInt8]
    package var time: Timestamp

    package init(
        of server: MonitoredServer, host: String, virtualProxy: String, sessions: [Session], answer: [UInt8] = [],
        at time: Timestamp
    ) {
        self.server = server
        self.host = host
        self.virtualProxy = virtualProxy
        self.sessions = sessions
        self.answer = answer
        self.time = time
    }

    /// The tags that tell one virtual proxy from another.
    package var ownTags: [Tag] { [Tag("user_session_virtual_proxy", virtualProxy), Tag("user_session_host", host)] }

    /// The server's tags and these, which win where names are the same.
    package var tags: [Tag] { server.tags.with(ownTags) }

    /// The users that have a session, each once, in the order of their first.
    package var users: [UserName] {
        var seen: Set<UserName> = []
        return sessions.map(\.user).filter { seen.insert($0).inserted }
    }
}
