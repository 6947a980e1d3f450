// SPDX-License-Identifier: MIT

import Monitoring
import Postgres
import SenseSources

extension LogDatabaseSettings {
    /// What the source needs; `nil` if it is switched off, or nothing is to be fetched.
    ///
    /// - Parameter hosts: the names of the servers by their hosts in the log database.
    func configuration(hosts: [String: String], servers: [MonitoredServer]) -> LogDatabaseConfiguration? {
        let switches: [(LogDatabaseEntry.Level, Bool)] = [
            (.error, fetchesErrors), (.warning, fetchesWarnings), (.information, fetchesInformation),
        ]
        let levels = switches.filter(\.1).map(\.0)
        guard isEnabled, !levels.isEmpty else { return nil }
        var parameters = ["sslmode": encryption.rawValue, "application_name": "butler-sos"]
        parameters["sslrootcert"] = authorityFile
        let byName = Dictionary(servers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return LogDatabaseConfiguration(
            url: PostgresURL(
                host: host, port: port, database: LogDatabaseConfiguration.databaseName, user: user,
                password: password, parameters: parameters),
            interval: pollingInterval, lookBack: lookBack, levels: levels,
            servers: hosts.compactMapValues { byName[$0] })
    }
}
