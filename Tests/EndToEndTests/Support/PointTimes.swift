// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit

/// When the points of each server were polled, in seconds since 1970: what is missing is a gap, what is doubled is too near.
struct PointTimes {
    private let servers: [String: [Double]]

    init(_ influx: InfluxServer, field: String = "total", of measurement: String = "cpu") async throws {
        var servers: [String: [Double]] = [:]
        let rows = try await influx.query(
            "SELECT \(field), server_name FROM \(measurement)", database: "senseops")
        for row in rows {
            guard let server = row["server_name"], let time = row["time"].flatMap({ Double($0) }) else { continue }
            servers[server, default: []].append(time / 1e9)
        }
        self.servers = servers.mapValues { $0.sorted() }
    }

    var serverCount: Int { servers.count }
    var pointCount: Int { servers.values.reduce(0) { $0 + $1.count } }

    /// Longer than one interval of a second, with what a busy machine adds, but for those around a moment.
    func gaps(longerThan limit: Double = 1.6, except moment: Double = 0) -> [String] {
        pairs.filter { $0.later - $0.earlier > limit && !($0.earlier < moment && $0.later > moment) }
            .map { "\($0.server): \($0.later - $0.earlier) s" }
    }

    /// Pairs that cannot be two polls of one server by one process: on a busy machine a late one may precede one in time.
    func doubles(except range: ClosedRange<Double> = 0...0) -> [String] {
        pairs.filter { $0.later - $0.earlier < 0.15 && !range.contains($0.earlier) }
            .map { "\($0.server): \($0.later - $0.earlier) s" }
    }

    /// How far the newest point before a moment lies back, at most.
    func age(before moment: Double) -> Double {
        servers.values.compactMap { times in times.last { $0 < moment }.map { moment - $0 } }.max() ?? .infinity
    }

    private var pairs: [(server: String, earlier: Double, later: Double)] {
        servers.flatMap { server, times in zip(times, times.dropFirst()).map { (server, $0, $1) } }
    }
}
