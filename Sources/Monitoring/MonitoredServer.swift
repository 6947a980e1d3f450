// SPDX-License-Identifier: MIT

/// A Sense server as the configuration describes it.
package struct MonitoredServer: Sendable, Hashable {
    /// The display name, unique enough for log lines and counters.
    package var name: String
    /// `HOST[:PORT]` of the engine, as configured.
    package var host: String
    package var description: String
    /// The configured extra tags, in file order.
    package var extraTags: [Tag]
    /// HTTP headers sent with the health call only.
    package var headers: [Tag]
    /// Where the server's user sessions are asked for; `nil` if they are not.
    package var proxy: MonitoredProxy?

    package init(
        name: String, host: String, description: String, extraTags: [Tag] = [], headers: [Tag] = [],
        proxy: MonitoredProxy? = nil
    ) {
        self.name = name
        self.host = host
        self.description = description
        self.extraTags = extraTags
        self.headers = headers
        self.proxy = proxy
    }

    /// The tags that every measurement of the server has: host without port, name, description, then the extra tags, which
    /// may replace one of the three.
    package var tags: [Tag] {
        [Tag("host", Self.hostName(host)), Tag("server_name", name), Tag("server_description", description)]
            .with(extraTags)
    }

    /// The host of `HOST[:PORT]`, also if it is an IPv6 address in brackets.
    package static func hostName(_ authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        return String(authority.prefix { $0 != ":" })
    }
}
