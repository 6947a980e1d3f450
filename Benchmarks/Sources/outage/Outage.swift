// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// Polls fifty servers every second while InfluxDB is down for a minute and the monitor is killed in the middle, and looks
/// for what is missing or doubled afterwards.
///
/// usage: outage PROGRAM_FOLDER [SECONDS]
@main
struct Outage {
    static let servers = 50
    static let port = 18186

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let folder = arguments.first else {
            print("usage: outage PROGRAM_FOLDER [SECONDS]")
            exit(1)
        }
        let seconds = arguments.dropFirst().first.flatMap { Int($0) } ?? 60
        let work = try WorkFolder()
        let influx = InfluxDaemon(work, port: port)
        try influx.start()
        defer { influx.stop() }
        let site = try Program(
            "\(folder)/sense-simulator",
            [
                "--servers", "\(servers)", "--port", "0", "--out", work.file("site"), "--config",
                work.file("production.yaml"), "--polling-interval", "1000", "--prometheus-port", "19842",
                "--influxdb-version", "1", "--influxdb-port", "\(port)",
            ], log: work.file("site.log"))
        defer { site.kill() }
        try site.waitForLine("the site is up", seconds: 30)

        var monitor = try start(folder, work)
        try await Task.sleep(for: .seconds(10))
        influx.stop()
        try await Task.sleep(for: .seconds(seconds / 2))
        let killed = Date().timeIntervalSince1970
        monitor.kill(SIGKILL)
        monitor.secondsToExit()
        monitor = try start(folder, work)
        let restarted = Date().timeIntervalSince1970
        try await Task.sleep(for: .seconds(seconds - seconds / 2))
        let spooled = Int(try metric("butlersos_destination_spooled"))
        try influx.start()
        var waited = 0.0
        while waited < 120, try metric("butlersos_destination_spooled") + metric("butlersos_destination_waiting") > 200
        {
            try await Task.sleep(for: .milliseconds(200))
            waited += 0.2
        }
        try await Task.sleep(for: .seconds(5))
        let dropped = try metric("butlersos_destination_dropped_total")
        monitor.kill()
        monitor.secondsToExit()
        print("InfluxDB was down for \(seconds) s; \(spooled) points waited on disk; delivered within \(waited) s")
        print("points dropped: \(Int(dropped))")
        try report(influx, killed: killed, restarted: restarted)
    }

    private static func start(_ folder: String, _ work: WorkFolder) throws -> Program {
        let monitor = try Program(
            "\(folder)/butler-sos",
            ["-c", work.file("production.yaml"), "--state", work.file("state"), "--no-telemetry"],
            log: work.file("monitor.log"))
        try monitor.waitForLine("HEALTH: first data from server", seconds: 20)
        return monitor
    }

    private static func metric(_ name: String) throws -> Double {
        let page = try InfluxDaemon.get("http://127.0.0.1:19842/metrics")
        return page.split(separator: "\n").filter { $0.hasPrefix("\(name){") && $0.contains("\"influxdb\"") }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }

    /// Points of one server are a second apart. A longer gap is something missing, a shorter one something doubled; the
    /// gap around the kill is allowed to be what was in memory only.
    private static func report(_ influx: InfluxDaemon, killed: Double, restarted: Double) throws {
        for measurement in ["cpu", "apps", "sense_server"] {
            let field = ["cpu": "total", "apps": "calls", "sense_server": "version"][measurement] ?? ""
            let rows = try influx.rows("SELECT \(field) FROM \(measurement) GROUP BY server_name", database: "senseops")
            var (points, missing, doubled, lost) = (0, 0, 0, 0.0)
            for (_, server) in rows {
                let times = server.compactMap { $0.first.flatMap { Double($0) } }.map { $0 / 1e9 }.sorted()
                points += times.count
                for (earlier, later) in zip(times, times.dropFirst()) {
                    if earlier < killed, later > killed {
                        // Before the kill: how long the newest point that survived lies back, beyond one interval.
                        lost = max(lost, killed - earlier - 1)
                    } else if later - earlier > 1.5 {
                        missing += 1
                    } else if later - earlier < 0.5, !(earlier < restarted + 2 && earlier > killed) {
                        doubled += 1
                    }
                }
            }
            print(
                "\(measurement): \(rows.count) servers, \(points) points, gaps \(missing), doubled \(doubled), "
                    + String(format: "lost at the kill at most %.2f s", max(0, lost)))
        }
    }
}
