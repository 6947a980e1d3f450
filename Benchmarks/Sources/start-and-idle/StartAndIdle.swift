// SPDX-License-Identifier: MIT

import BenchmarkSupport
import Foundation

/// Measures how long `butler-sos` takes from its start to its first health data, and what it costs when idle.
///
/// usage: start-and-idle PROGRAM_FOLDER [RUNS] [IDLE_SECONDS]
@main
struct StartAndIdle {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let folder = arguments.first else {
            print("usage: start-and-idle PROGRAM_FOLDER [RUNS] [IDLE_SECONDS]")
            exit(1)
        }
        let runs = arguments.dropFirst().first.flatMap { Int($0) } ?? 10
        let idleSeconds = arguments.dropFirst(2).first.flatMap { Int($0) } ?? 60
        let work = try WorkFolder()
        let site = try Program(
            "\(folder)/sense-simulator",
            [
                "--servers", "2", "--port", "0", "--out", work.file("site"), "--config",
                work.file("production.yaml"), "--prometheus-port", "19842",
            ], log: work.file("site.log"))
        defer { site.kill() }
        try site.waitForLine("the site is up", seconds: 10)

        let monitorArguments = ["-c", work.file("production.yaml"), "--state", work.file("state"), "-l", "verbose"]
        let log = work.file("monitor.log")
        var starts: [Double] = []
        var bare: [Double] = []
        for _ in 0..<runs {
            bare.append(try Program("\(folder)/butler-sos", ["--version"], log: log).waitForLine("\n", seconds: 10))
            let monitor = try Program("\(folder)/butler-sos", monitorArguments, log: log)
            starts.append(try monitor.waitForLine("HEALTH: first data from server", seconds: 10))
            monitor.kill()
            monitor.secondsToExit()
        }
        report("start to first health data, s", starts)
        report("start to first output (--version), s", bare)
        report("ratio of the two", zip(starts, bare).map { $0 / $1 })

        let monitor = try Program("\(folder)/butler-sos", monitorArguments, log: log)
        try monitor.waitForLine("HEALTH: first data from server", seconds: 10)
        try await Task.sleep(for: .seconds(idleSeconds))
        for name in ["VmRSS", "RssAnon"] { print("after \(idleSeconds) s: \(name) \(try monitor.kibibytes(name)) KiB") }
        print("after \(idleSeconds) s: CPU \(try monitor.cpuSeconds) s")
        monitor.kill()
    }

    private static func report(_ name: String, _ values: [Double]) {
        let sorted = values.sorted()
        guard let least = sorted.first, let most = sorted.last else { return }
        func text(_ value: Double) -> String { String(format: "%.3f", value) }
        print(
            "\(name): min \(text(least)), median \(text(sorted[sorted.count / 2])), max \(text(most)), n \(sorted.count)"
        )
    }
}
