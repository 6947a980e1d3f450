// SPDX-License-Identifier: MIT

package import Monitoring
package import Postgres

/// Which log database is asked, how often, and for what.
package struct LogDatabaseConfiguration: Sendable {
    /// Where the database is. It prints without user and password.
    package var url: PostgresURL
    package var interval: Duration
    /// How far the first start looks back, and how long a row is waited for that others overtook.
    package var lookBack: Duration
    /// The levels that are fetched.
    package var levels: [LogDatabaseEntry.Level]
    /// The servers by their hosts in the log database.
    package var servers: [String: MonitoredServer]

    package init(
        url: PostgresURL, interval: Duration, lookBack: Duration = .seconds(300), levels: [LogDatabaseEntry.Level],
        servers: [String: MonitoredServer]
    ) {
        self.url = url
        self.interval = interval
        self.lookBack = lookBack
        self.levels = levels
        self.servers = servers
    }

    /// The name that Sense gives its log database.
    package static let databaseName = "QLogs"

    /// `HOST:PORT` of the database.
    package var authority: String { url.host.contains(":") ? "[\(url.host)]:\(url.port)" : "\(url.host):\(url.port)" }
}
