// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// A simulated site on the watched side of an isolated network, and monitors that watch it from there.
struct IsolatedSite {
    let network: IsolatedNetwork
    private let simulator: ChildProcess
    /// The configuration of a monitor for the site, before anything is said about telemetry.
    private let template: String

    /// What two servers are after so many rounds of health checks.
    static let polls = 4.0

    init(in network: IsolatedNetwork) async throws {
        self.network = network
        let file = network.directory.file("site.yaml")
        simulator = try network.inside([
            Programs.simulator, "--servers", "2", "--port", "0", "--out", network.directory.file("site"), "--config",
            file, "--polling-interval", "1000",
        ])
        guard try await simulator.waitForOutput("the site is up") else {
            throw NotReady(what: "sense-simulator", log: simulator.text)
        }
        template = try String(contentsOfFile: file, encoding: .utf8)
    }

    private var configuration: String { network.directory.file("monitor.yaml") }
    private var state: String { network.directory.file("state") }

    /// Starts a monitor with the site's only state folder.
    ///
    /// - Parameter wrapper: a command that is to start it.
    func start(_ setup: MonitorSetup, through wrapper: [String] = []) async throws -> ChildProcess {
        try setup.configuration(of: template).write(toFile: configuration, atomically: true, encoding: .utf8)
        if setup.isDisabled {
            let disable = try await command("disable")
            #expect(disable.exitStatus == 0, "\(disable.text)")
        }
        // Nobody, root included, can make a folder below a file.
        let folder = setup.hasState ? state : configuration + "/state"
        return try network.inside(
            wrapper + [Programs.monitor, "-c", configuration, "--state", folder] + setup.arguments,
            environment: setup.environment)
    }

    /// Runs `butler-sos telemetry …` for the site's monitor, to its end. Nobody is there to say yes to anything.
    func command(_ words: String...) async throws -> ChildProcess {
        let process = try network.inside(
            [Programs.monitor, "telemetry"] + words + ["-c", configuration, "--state", state])
        _ = try await process.waitForExit()
        return process
    }

    /// How many polls the monitor has done.
    func polls() async throws -> Double {
        let page = try await network.output(["curl", "--silent", "--max-time", "2", "http://127.0.0.1:9842/metrics"])
        return page.split(separator: "\n").reduce(0) { sum, line in
            line.hasPrefix("butlersos_polls_total{")
                ? sum + (line.split(separator: " ").last.flatMap { Double($0) } ?? 0) : sum
        }
    }

    /// Waits for a few rounds of polls: proof that the monitor does its work.
    func waitForPolls(_ count: Double = Self.polls) async throws -> Bool {
        try await poll { try await self.polls() >= count }
    }

    /// Ends a monitor as an administrator does, and expects that it lets itself be ended.
    func stop(_ monitor: ChildProcess, location: SourceLocation = #_sourceLocation) async throws {
        monitor.send(SIGTERM)
        #expect(
            try await monitor.waitForExit() == 0, "\(monitor.text)", sourceLocation: location)
    }
}

extension ChildProcess {
    /// The lines of a monitor's log that are about telemetry.
    var telemetryLines: [String] { text.split(separator: "\n").map(String.init).filter { $0.contains("TELEMETRY: ") } }

    /// When the first line with a text was logged, in seconds since 1970.
    func time(of wanted: String) -> Double? {
        guard let line = text.split(separator: "\n").first(where: { $0.contains(wanted) }) else { return nil }
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return try? format.parse(String(line.prefix { $0 != " " })).timeIntervalSince1970
    }
}
