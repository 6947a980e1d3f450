// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// Polls twenty servers every second, of which five hang, five cut connections off and five answer garbage, and measures
/// how well the other five keep their interval, against the same site without faults.
///
/// usage: isolation PROGRAM_FOLDER [SECONDS]
@main
struct Isolation {
    static let port = 18186

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let folder = arguments.first else {
            print("usage: isolation PROGRAM_FOLDER [SECONDS]")
            exit(1)
        }
        let seconds = arguments.dropFirst().first.flatMap { Int($0) } ?? 30
        let faults = (1...15).flatMap { server in
            ["--fault", "\(server <= 5 ? "timeout" : server <= 10 ? "refuse" : "bad-json")@\(server)"]
        }
        let alone = try await measure(folder, faults: [], seconds: seconds)
        let among = try await measure(folder, faults: faults, seconds: seconds)
        print("five servers, interval 1 s, the others well:  \(alone)")
        print("five servers, interval 1 s, fifteen failing:  \(among)")
    }

    struct Intervals: CustomStringConvertible {
        var values: [Double]

        var description: String {
            let sorted = values.sorted()
            guard let least = sorted.first, let most = sorted.last else { return "no polls" }
            return String(
                format: "intervals %.3f to %.3f s, p99 %.3f s, n %d", least, most,
                sorted[min(sorted.count - 1, sorted.count * 99 / 100)], sorted.count)
        }
    }

    private static func measure(_ folder: String, faults: [String], seconds: Int) async throws -> Intervals {
        let work = try WorkFolder()
        let influx = InfluxDaemon(work, port: port)
        try influx.start()
        defer { influx.stop() }
        let site = try Program(
            "\(folder)/sense-simulator",
            [
                "--servers", "20", "--port", "0", "--out", work.file("site"), "--config",
                work.file("production.yaml"), "--polling-interval", "1000", "--prometheus-port", "19842",
                "--influxdb-version", "1", "--influxdb-port", "\(port)",
            ] + faults, log: work.file("site.log"))
        defer { site.kill() }
        try site.waitForLine("the site is up", seconds: 30)
        let monitor = try Program(
            "\(folder)/butler-sos",
            ["-c", work.file("production.yaml"), "--state", work.file("state"), "--no-telemetry"],
            log: work.file("monitor.log"))
        try monitor.waitForLine("HEALTH: first data from server", seconds: 20)
        // The first seconds, in which silent servers are found out, count as well.
        try await Task.sleep(for: .seconds(seconds))
        monitor.kill()
        monitor.secondsToExit()
        let rows = try influx.rows("SELECT total FROM cpu GROUP BY server_name", database: "senseops")
        let good = rows.filter { name, _ in (16...20).contains(Int(name.drop { !$0.isNumber }) ?? 0) }
        return Intervals(
            values: good.values.flatMap { server in
                let times = server.compactMap { $0.first.flatMap { Double($0) } }.map { $0 / 1e9 }.sorted()
                return zip(times, times.dropFirst()).map { $1 - $0 }
            })
    }
}
