// SPDX-License-Identifier: MIT

import ConfigurationFile
package import Monitoring

/// The servers to monitor and how often.
package struct ServersSettings: Sendable {
    package var servers: [MonitoredServer]
    package var pollingInterval: Duration
    /// False accepts any certificate of the servers.
    package var verifiesServers: Bool
    /// The tags that every server has.
    package var definedTags: [String]
    /// The names of the servers by their hosts in the log database.
    package var logDatabaseHosts: [String: String]

    /// - Parameter asksForSessions: the sessions of users are asked for at all.
    init(_ section: ConfigurationSection, generation: ConfigurationGeneration, asksForSessions: Bool) {
        pollingInterval = section.interval("pollingInterval", default: 30_000, "The time between two health checks.")
        // Whatever else stands there, it is not a no.
        let isSaid = section.has("rejectUnauthorized")
        verifiesServers = section.boolean(
            "rejectUnauthorized", default: isSaid || generation == .version15,
            "Verify the certificates of the Sense servers. Files of the older generation that do not say do not.")
        definedTags = section.texts(
            "serverTagsDefinition", "The tags that every server has to have in its serverTags.", format: .verbatim)
        if definedTags.contains("time") {
            // InfluxDB takes it for the time of the point and refuses every one of them.
            section.report("serverTagsDefinition", expected: "names other than time", found: "\"time\"")
        }
        if !section.mentions("servers") { section.reportMissing("servers", "a list of servers", hasDefault: true) }
        servers = []
        logDatabaseHosts = [:]
        var names: Set<String> = []
        for entry in section.sections("servers", "The servers.", isShown: true) {
            let (server, logHost) = MonitoredServer.read(
                entry, definedTags: definedTags, asksForSessions: asksForSessions)
            if !server.name.isEmpty, !names.insert(server.name).inserted {
                entry.report(
                    "serverName", expected: "a name that no other server has", found: "\"\(server.name)\" again")
            }
            if let logHost, !logHost.isEmpty {
                if let other = logDatabaseHosts[logHost] {
                    entry.warn("logDbHost", "is that of \(other) too, which gets the rows of this host")
                } else {
                    logDatabaseHosts[logHost] = server.name
                }
            }
            servers.append(server)
        }
        if servers.isEmpty, asksForSessions {
            section.warn("servers", "is empty, so there are no user sessions to ask for")
        }
        section.rejectUnknownKeys()
    }
}
