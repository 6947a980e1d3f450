// SPDX-License-Identifier: MIT

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
        let work = FileManager.default.temporaryDirectory.appendingPathComponent("butler-bench-\(getpid())").path
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: work) }

        let site = try Program(
            "\(folder)/sense-simulator",
            [
                "--servers", "2", "--port", "0", "--out", "\(work)/site", "--config", "\(work)/production.yaml",
                "--prometheus-port", "19842",
            ])
        defer { site.kill() }
        try site.waitForLine("the site is up", seconds: 10)

        let monitorArguments = ["-c", "\(work)/production.yaml", "--state", "\(work)/state", "-l", "verbose"]
        var starts: [Double] = []
        var bare: [Double] = []
        for _ in 0..<runs {
            bare.append(try Program("\(folder)/butler-sos", ["--version"]).waitForLine("\n", seconds: 10))
            let monitor = try Program("\(folder)/butler-sos", monitorArguments)
            starts.append(try monitor.waitForLine("first health data from server", seconds: 10))
            monitor.kill()
            _ = try monitor.secondsToExit()
        }
        report("start to first health data, s", starts)
        report("start to first output (--version), s", bare)
        report("ratio of the two", zip(starts, bare).map { $0 / $1 })

        let monitor = try Program("\(folder)/butler-sos", monitorArguments)
        try monitor.waitForLine("first health data from server", seconds: 10)
        try await Task.sleep(for: .seconds(idleSeconds))
        let status = try String(contentsOfFile: "/proc/\(monitor.processID)/status", encoding: .utf8)
        for line in status.split(separator: "\n") where ["VmRSS", "RssAnon", "Threads"].contains(where: line.hasPrefix)
        {
            print("after \(idleSeconds) s: \(line.replacing("\t", with: " "))")
        }
        let clock = try String(contentsOfFile: "/proc/\(monitor.processID)/stat", encoding: .utf8).split(separator: " ")
        let ticks = (Double(clock[13]) ?? 0) + (Double(clock[14]) ?? 0)
        print("after \(idleSeconds) s: CPU \(ticks / Double(sysconf(Int32(_SC_CLK_TCK)))) s")
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
