// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit

/// A running collector with data of its own.
final class RunningCollector: Sendable {
    let port: Int
    let data: String
    let process: ChildProcess
    private let directory: TemporaryDirectory

    init(_ arguments: [String] = []) async throws {
        directory = try TemporaryDirectory()
        port = try FreePort.find()
        data = directory.file("data")
        process = try ChildProcess(
            Programs.collector, ["serve", "--listen", "127.0.0.1:\(port)", "--data", data] + arguments)
        let url = url
        guard try await poll({ try await Web.get(url + "/healthz")?.status == 200 }) else {
            throw NotReady(what: "butler-telemetry", log: process.text)
        }
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// How many reports were stored since the collector started.
    func storedReports() async throws -> Double {
        try await MetricsPage.sum(of: "butler_telemetry_reports_stored_total", at: url + "/metrics")
    }

    /// Erases an installation with the operator's command while the collector serves, and returns what it printed.
    func erase(_ id: String) async throws -> String {
        let command = try ChildProcess(Programs.collector, ["erase", id, "--yes", "--data", data])
        _ = try await command.waitForExit()
        return command.text
    }
}
