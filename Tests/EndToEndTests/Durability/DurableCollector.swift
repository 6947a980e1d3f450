// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Synchronization

/// A collector that is killed and started again on the same data, each time on a later day.
final class DurableCollector: Sendable {
    let port: Int
    private let data: String
    private let arguments: [String]
    private let running = Mutex<ChildProcess?>(nil)

    /// - Parameter database: the URL of a PostgreSQL database, if the data does not lie in the folder.
    init(data: String, database: String? = nil) throws {
        port = try FreePort.find()
        self.data = data
        arguments = ["--data", data] + (database.map { ["--database", $0] } ?? [])
    }

    /// The program as it was started last.
    var process: ChildProcess? { running.withLock { $0 } }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Starts it and waits until it is ready.
    ///
    /// - Parameters:
    ///   - daysLater: how many days after today the collector believes it is.
    ///   - wrapper: a command that runs the program.
    func start(daysLater: Int = 0, wrapper: [String] = []) async throws {
        let program = wrapper + [Programs.collector, "serve", "--listen", "127.0.0.1:\(port)"] + Self.withoutLimits
        let started = try ChildProcess(
            "/usr/bin/env", program + arguments, environment: Self.later(by: daysLater))
        running.withLock { $0 = started }
        let isReady = try await poll {
            if started.exitStatus != nil { return true }
            return try await Web.get(url + "/readyz")?.status == 200
        }
        guard isReady, started.exitStatus == nil else {
            throw NotReady(what: "butler-telemetry", log: started.text)
        }
    }

    func kill() async throws {
        process?.send(SIGKILL)
        _ = try await process?.waitForExit()
    }

    func stop() async throws {
        guard let process else { return }
        // A wrapper keeps the signal to itself, and ends with the program.
        Foundation.kill(Self.child(of: process.processID) ?? process.processID, SIGTERM)
        guard try await process.waitForExit() != nil else { throw StillRunning(log: process.text) }
    }

    struct StillRunning: Error { var log: String }

    private static func child(of process: pid_t) -> pid_t? {
        let children = try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
        return children?.split(separator: " ").first.flatMap { pid_t($0) }
    }

    /// Runs one of the operator's commands on the same data.
    func run(_ command: [String]) async throws -> (status: Int32?, text: String) {
        let process = try ChildProcess(Programs.collector, command + arguments)
        return (try await process.waitForExit(), process.text)
    }

    /// Rates would end the load long before the program is busy.
    static let withoutLimits = [
        "--requests-per-address", "0", "--messages-per-installation", "0", "--new-installations", "0",
    ]

    private static func later(by days: Int) -> [String: String] {
        guard days > 0 else { return [:] }
        return [
            "LD_PRELOAD": "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "FAKETIME": "+\(days)d",
            "DONT_FAKE_MONOTONIC": "1",
        ]
    }
}
