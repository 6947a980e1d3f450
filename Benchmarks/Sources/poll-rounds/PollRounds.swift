// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// Measures what polling costs: CPU per round (health and sessions of every server, written to a real InfluxDB 1), and
/// memory, for ten servers with a configuration of the original and for sites of other sizes.
///
/// usage: poll-rounds PROGRAM_FOLDER CONFIGURATION [ROUNDS]
@main
struct PollRounds {
    /// What the original, 15.0.1, used on such a machine with the same configuration and site.
    static let originalSeconds = 0.126

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 2 else {
            print("usage: poll-rounds PROGRAM_FOLDER CONFIGURATION [ROUNDS]")
            exit(1)
        }
        let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 40 : 40
        let recorded = try await measureRecorded(arguments[0], configuration: arguments[1], rounds: rounds)
        print("ten servers, recorded configuration: \(recorded)")
        print(
            "  the original: \(originalSeconds) s per round, here 1 : "
                + String(format: "%.0f", originalSeconds / recorded.cpuPerRound))
        var small: Cost?
        for servers in [10, 50, 200] {
            let cost = try await measureSite(arguments[0], servers: servers, rounds: rounds)
            print("\(servers) servers, two virtual proxies each: \(cost)")
            if let small {
                print(
                    "  CPU per server, against ten servers: "
                        + String(
                            format: "%.2f", cost.cpuPerRound / Double(servers) / (small.cpuPerRound / 10)))
            }
            small = small ?? cost
        }
    }

    struct Cost: CustomStringConvertible {
        var cpuPerRound: Double
        var anonymousAtFirst: Int
        var anonymousAtLast: Int
        var points: Int

        var description: String {
            String(format: "%.4f s CPU per round", cpuPerRound)
                + ", RssAnon \(anonymousAtFirst) to \(anonymousAtLast) KiB, \(points) points of cpu stored"
        }
    }

    /// Ports and addresses are those of the configuration, so nothing else may listen there.
    private static func measureRecorded(_ folder: String, configuration: String, rounds: Int) async throws -> Cost {
        let work = try WorkFolder()
        let influx = InfluxDaemon(work, port: 8186)
        try influx.start()
        defer { influx.stop() }
        let site = try Program(
            "\(folder)/sense-simulator",
            [
                "--servers", "10", "--port", "4747", "--proxy-port", "4243", "--repository-port", "4242",
                "--virtual-proxies", "/,/hdr,/empty", "--out", work.file("certs"),
            ], log: work.file("site.log"))
        defer { site.kill() }
        try site.waitForLine("the site is up", seconds: 20)
        let file = try work.write(
            String(contentsOfFile: configuration, encoding: .utf8), to: "production.yaml")
        return try await measure(
            folder, work, influx, configuration: file, database: "SenseOps", rounds: rounds, interval: 2)
    }

    private static func measureSite(_ folder: String, servers: Int, rounds: Int) async throws -> Cost {
        let work = try WorkFolder()
        let influx = InfluxDaemon(work, port: 18186)
        try influx.start()
        defer { influx.stop() }
        let site = try Program(
            "\(folder)/sense-simulator",
            [
                "--servers", "\(servers)", "--port", "0", "--virtual-proxies", "/,/hdr", "--out", work.file("site"),
                "--config", work.file("production.yaml"), "--polling-interval", "2000", "--prometheus-port", "19842",
                "--influxdb-version", "1", "--influxdb-port", "18186",
            ], log: work.file("site.log"))
        defer { site.kill() }
        try site.waitForLine("the site is up", seconds: 30)
        return try await measure(
            folder, work, influx, configuration: work.file("production.yaml"), database: "senseops", rounds: rounds,
            interval: 2)
    }

    private static func measure(
        _ folder: String, _ work: WorkFolder, _ influx: InfluxDaemon, configuration: String, database: String,
        rounds: Int, interval: Int
    ) async throws -> Cost {
        let monitor = try Program(
            "\(folder)/butler-sos", ["-c", configuration, "--state", work.file("state"), "--no-telemetry"],
            log: work.file("monitor.log"), directory: work.path)
        try monitor.waitForLine("HEALTH: first data from server", seconds: 20)
        // Connections are made and caches are warm after a few rounds.
        try await Task.sleep(for: .seconds(4 * interval))
        let (cpu, anonymous) = (try monitor.cpuSeconds, try monitor.kibibytes("RssAnon"))
        try await Task.sleep(for: .seconds(rounds * interval))
        let cost = Cost(
            cpuPerRound: (try monitor.cpuSeconds - cpu) / Double(rounds), anonymousAtFirst: anonymous,
            anonymousAtLast: try monitor.kibibytes("RssAnon"), points: 0)
        monitor.kill()
        monitor.secondsToExit()
        let rows = try influx.rows("SELECT total FROM cpu GROUP BY server_name", database: database)
        return Cost(
            cpuPerRound: cost.cpuPerRound, anonymousAtFirst: cost.anonymousAtFirst,
            anonymousAtLast: cost.anonymousAtLast, points: rows.values.reduce(0) { $0 + $1.count })
    }
}
