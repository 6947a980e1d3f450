// SPDX-License-Identifier: MIT

import MetricsExposition
import Monitoring

/// How many rows the log database had, by level and host.
struct LogRowCounts: Sendable {
    /// More hosts than a site has; rows name them, and rows must not fill the memory.
    static let maximumHosts = 200
    /// Stands for all further hosts.
    static let others = "other"
    /// More characters than the name of a host has.
    static let maximumLength = 253

    private var counts: [String: [LogDatabaseEntry.Level: Int]] = [:]

    /// - Parameters:
    ///   - hosts: known hosts, which begin with zero: a rate needs a beginning.
    ///   - levels: those that are fetched.
    init(hosts: [String] = [], levels: [LogDatabaseEntry.Level] = []) {
        for host in hosts { counts[host] = Dictionary(uniqueKeysWithValues: levels.map { ($0, 0) }) }
    }

    mutating func add(_ entry: LogDatabaseEntry) {
        let host = String(entry.processHost.prefix(Self.maximumLength))
        let isKnown = counts[host] != nil || counts.count < Self.maximumHosts
        counts[isKnown ? host : Self.others, default: [:]][entry.level, default: 0] += 1
    }

    var family: MetricFamily {
        MetricFamily(
            "butlersos_log_database_rows_total", .counter, help: "Rows of the log database, by level and host.",
            samples: counts.sorted { $0.key < $1.key }.flatMap { host, levels in
                LogDatabaseEntry.Level.allCases.compactMap { level in
                    levels[level].map {
                        .init(Double($0), labels: [.init("level", level.rawValue), .init("host", host)])
                    }
                }
            })
    }
}
