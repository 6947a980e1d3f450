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

    package init(name: String, host: String, description: String, extraTags: [Tag] = [], headers: [Tag] = []) {
        self.name = name
        self.host = host
        self.description = description
        self.extraTags = extraTags
        self.headers = headers
    }

    /// The tags that every measurement of the server has: host without port, name, description, then the extra tags, which
    /// may replace one of the three.
    package var tags: [Tag] {
        var tags = [Tag("host", Self.hostName(host)), Tag("server_name", name), Tag("server_description", description)]
        for extra in extraTags {
            if let index = tags.firstIndex(where: { $0.name == extra.name }) {
                tags[index] = extra
            } else {
                tags.append(extra)
            }
        }
        return tags
    }

    /// The host of `HOST[:PORT]`, also if it is an IPv6 address in brackets.
    package static func hostName(_ authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        return String(authority.prefix { $0 != ":" })
    }
}
