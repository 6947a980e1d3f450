// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit

/// A collector's data with a simulated fleet in it, and the operator's commands on it.
final class FilledData: Sendable {
    let directory: TemporaryDirectory
    let path: String
    let fleet: [String]

    init(installations: Int = 60, days: Int = 60) async throws {
        directory = try TemporaryDirectory()
        path = directory.file("data")
        fleet = ["--installations", "\(installations)", "--days", "\(days)", "--seed", "5"]
        let fill = try await Self.run(Programs.path("telemetry-fleet"), ["fill", "--data", path] + fleet)
        guard fill.status == 0 else { throw NotReady(what: "telemetry-fleet", log: fill.text) }
    }

    struct Answer {
        var status: Int32?
        var text: String
    }

    static func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) async throws
        -> Answer
    {
        let process = try ChildProcess(program, arguments, environment: environment)
        let status = try await process.waitForExit()
        return Answer(status: status, text: process.text)
    }

    /// Runs a command of the collector on the data.
    func run(_ arguments: String...) async throws -> Answer {
        try await Self.run(Programs.collector, arguments + ["--data", path])
    }

    /// Sends today's reports of the fleet to a collector.
    func send(to url: String) async throws -> Answer {
        try await Self.run(Programs.path("telemetry-fleet"), ["send", "--url", url] + fleet)
    }

    /// One line of `telemetry-fleet list`.
    struct Installation {
        var id: String
        /// The day on which it was heard last, `2026-11-23`.
        var last: String
        var periods: Int

        init?(_ line: Substring) {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 6, let periods = Int(words[5]) else { return nil }
            (id, last, self.periods) = (words[1], words[4], periods)
        }
    }

    func installations() async throws -> [Installation] {
        let list = try await Self.run(Programs.path("telemetry-fleet"), ["list"] + fleet)
        return list.text.split(separator: "\n").compactMap(Installation.init)
    }

    /// Starts the collector on the data.
    func serve() async throws -> (url: String, process: ChildProcess) {
        let port = try FreePort.find()
        let process = try ChildProcess(
            Programs.collector, ["serve", "--listen", "127.0.0.1:\(port)", "--data", path])
        let url = "http://127.0.0.1:\(port)"
        guard try await poll({ try await Web.get(url + "/healthz")?.status == 200 }) else {
            throw NotReady(what: "butler-telemetry", log: process.text)
        }
        return (url, process)
    }
}
