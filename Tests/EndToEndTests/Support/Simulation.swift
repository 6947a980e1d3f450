// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit

/// A running simulated site, with a configuration that monitors it.
final class Simulation: Sendable {
    let directory: TemporaryDirectory
    let configuration: String
    let prometheusPort: Int
    private let process: ChildProcess

    init(servers: Int = 2, arguments: [String] = []) async throws {
        directory = try TemporaryDirectory()
        prometheusPort = try FreePort.find()
        configuration = directory.file("production.yaml")
        process = try ChildProcess(
            Programs.simulator,
            [
                "--servers", "\(servers)", "--port", "0", "--out", directory.file("site"), "--config", configuration,
                "--polling-interval", "1000", "--prometheus-port", "\(prometheusPort)",
            ] + arguments)
        let list = directory.file("site/servers.txt")
        guard try await poll({ FileManager.default.fileExists(atPath: list) }) else {
            throw NotReady(what: "sense-simulator", log: process.text)
        }
    }

    var metricsURL: String { "http://127.0.0.1:\(prometheusPort)/metrics" }

    /// Adds settings below `Butler-SOS`, indented by two spaces.
    func add(_ text: String) throws {
        let old = try String(contentsOfFile: configuration, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(
            separator: "\n")
        try (old + lines + "\n").write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// Replaces text in the configuration.
    func replace(_ old: String, with new: String) throws {
        let text = try String(contentsOfFile: configuration, encoding: .utf8)
        try text.replacingOccurrences(of: old, with: new).write(
            toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// Stops the site in its tracks: connections stay, nothing answers any more.
    func freeze() { process.send(SIGSTOP) }

    /// Starts the monitor on this site.
    func startMonitor(_ arguments: [String] = [], environment: [String: String] = [:]) throws -> ChildProcess {
        try ChildProcess(
            Programs.monitor, ["-c", configuration, "--state", directory.file("state")] + arguments,
            environment: environment)
    }

    /// The sum of a metric's samples; 0 if the monitor does not answer or has none.
    func metric(_ name: String) async throws -> Double {
        try await MetricsPage.sum(of: name, at: metricsURL)
    }
}

struct NotReady: Error, CustomStringConvertible {
    var what: String
    var log: String
    var description: String { "\(what) did not start: \(log)" }
}
