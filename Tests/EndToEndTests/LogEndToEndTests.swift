// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// What the real program logs, where to, and how that changes while it runs.
@Suite(.serialized)
struct LogEndToEndTests {
    private func run(_ arguments: [String]) async throws -> (status: Int32?, text: String) {
        let process = try ChildProcess(Programs.monitor, arguments)
        return (try await process.waitForExit(), process.text)
    }

    private func files(_ folder: String) throws -> [String: String] {
        var result: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            result[name] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        }
        return result
    }

    /// Something to see at debug each second.
    private static let detail = "uptimeMonitor:\n  enable: true\n  frequency: every second\n  logLevel: debug"

    @Test func `more detail is polls, deliveries and datagrams, without what they say`() async throws {
        let simulation = try await Simulation()
        let (influx, port) = (try await InfluxServer(), try FreePort.find())
        try simulation.add(
            """
            influxdbConfig: {enable: true, host: 127.0.0.1, port: \(influx.port), v1Config: {dbName: SenseOps}}
            userEvents: {enable: true, udpServerConfig: {serverHost: 127.0.0.1, portUserActivityEvents: \(port)}}
            """)
        let monitor = try simulation.startMonitor(["--loglevel", "silly"])
        #expect(try await poll { try await simulation.metric("butlersos_datagram_port_up") == 1 })
        try DatagramSender().send("verborgen", to: port)
        for text in [
            "debug: HEALTH: a poll ended", "debug: PROXY SESSIONS: a poll ended", "debug: a delivery ended",
            "debug: USER EVENTS: datagrams were read", "silly: USER EVENTS: a datagram",
        ] { #expect(try await monitor.waitForOutput(text), "\(text)") }
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        let line = monitor.text.split(separator: "\n").first { $0.contains("silly: USER EVENTS: a datagram") } ?? ""
        #expect(line.contains("bytes=9") && line.contains("from=127.0.0.1:") && !line.contains("verborgen"), "\(line)")
    }

    @Test func `a hangup reads the level again and opens the file again`() async throws {
        let simulation = try await Simulation()
        let folder = simulation.directory.file("log")
        try simulation.replace("fileLogging: false", with: "fileLogging: true")
        try simulation.replace("logDirectory: log", with: "logDirectory: \(folder)")
        try simulation.add(Self.detail)
        let monitor = try simulation.startMonitor()
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") > 0 })
        #expect(monitor.text.contains("in a file, too folder=\(folder)"))
        // One that cannot start says so in the file, which has more than one writer meanwhile.
        let second = try await run(
            ["-c", simulation.configuration, "--state", simulation.directory.file("other-state")])
        #expect(second.status == 1 && second.text.contains("is already in use"), "\(second.text)")
        let name = try #require(try files(folder).keys.first)
        #expect(name.hasPrefix("butler-sos.20") && name.hasSuffix(".log"))
        try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: "\(folder)/moved")
        #expect(!monitor.text.contains(" debug: "))
        try simulation.replace("logLevel: info\n", with: "logLevel: debug\n")
        monitor.send(SIGHUP)
        #expect(try await monitor.waitForOutput("LOG LEVEL: changed"), "\(monitor.text)")
        #expect(try await monitor.waitForOutput(" debug: "), "\(monitor.text)")
        let changed = try files(folder)
        #expect(changed["moved"]?.contains("Starting Butler SOS") == true)
        #expect(changed[name]?.contains("from=info to=debug") == true)

        try simulation.replace("  logLevel: debug\n  fileLogging", with: "  logLevel: loud\n  fileLogging")
        monitor.send(SIGHUP)
        #expect(try await monitor.waitForOutput("warn: LOG LEVEL: unchanged"), "\(monitor.text)")
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        // What the console got is in the files, line by line, and why the other one ended.
        let all = try files(folder)
        let moved = (all["moved"] ?? "").split(separator: "\n")
        #expect(moved.count { $0.contains("error: the program ends cause=") && $0.contains("already in use") } == 1)
        let missing = Set(monitor.text.split(separator: "\n")).subtracting(
            moved + (all[name] ?? "").split(separator: "\n"))
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test func `a hangup does not end it in any phase`() async throws {
        let simulation = try await Simulation()
        let monitor = try simulation.startMonitor()
        #expect(try await monitor.waitForOutput("Starting Butler SOS"))
        #expect(
            try await poll {
                monitor.send(SIGHUP)
                return try await simulation.metric("butlersos_polls_total") > 0
            })
        monitor.send(SIGTERM)
        for _ in 0..<20 {
            monitor.send(SIGHUP)
            _ = try await poll(within: .milliseconds(10)) { monitor.text.hasSuffix("stopped\n") }
        }
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test func `a command changes the level of the monitor that runs, and of no other`() async throws {
        let simulation = try await Simulation()
        try simulation.add(Self.detail)
        let state = ["-c", simulation.configuration, "--state", simulation.directory.file("state")]
        let early = try await run(["log-level", "debug"] + state)
        #expect(early.status == 1 && early.text.contains("no state folder"), "\(early.text)")
        let monitor = try simulation.startMonitor()
        #expect(try await monitor.waitForOutput("Starting Butler SOS"))
        for (arguments, expected) in [
            (["loud"], "loud"), ([], "either a level or --configured"), (["info", "--configured"], "either a level"),
        ] {
            let wrong = try await run(["log-level"] + arguments + state)
            #expect(wrong.status == 1 && wrong.text.contains(expected), "\(wrong.text)")
        }
        let debug = try await run(["log-level", "DEBUG"] + state)
        #expect(debug.status == 0 && debug.text.contains("logs at debug"), "\(debug.text)")
        #expect(try await monitor.waitForOutput("from=info to=debug"))
        #expect(try await monitor.waitForOutput(" debug: "))
        let back = try await run(["log-level", "--configured"] + state)
        #expect(back.status == 0, "\(back.text)")
        #expect(try await monitor.waitForOutput("from=debug to=info"))
        // A wish ends with the monitor that it was meant for.
        _ = try await run(["log-level", "silly"] + state)
        #expect(try await monitor.waitForOutput("from=info to=silly"))
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        let late = try await run(["log-level", "debug"] + state)
        #expect(late.status == 1 && late.text.contains("no monitor runs"), "\(late.text)")
        let next = try simulation.startMonitor()
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") > 0 })
        #expect(next.text.contains("Log level         : info") && !next.text.contains("LOG LEVEL"), "\(next.text)")
        next.send(SIGTERM)
        #expect(try await next.waitForExit() == 0)
    }

    @Test func `as JSON each line is one object, also where a server is down`() async throws {
        let simulation = try await Simulation(servers: 2, arguments: ["--fault", "http500@2"])
        try simulation.add("logFormat: json")
        let monitor = try simulation.startMonitor(environment: ["FORCE_COLOR": "1"])
        #expect(try await monitor.waitForOutput("HEALTH: no data from server"))
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        var servers: Set<String> = []
        for line in monitor.text.split(separator: "\n") {
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
            #expect(object["time"] is String && object["level"] is String && object["message"] is String)
            guard object["message"] as? String == "HEALTH: no data from server" else { continue }
            if let server = (object["fields"] as? [String: String])?["server"] { servers.insert(server) }
        }
        #expect(servers == ["sense2"])
    }

    @Test func `a folder that cannot be used is named before the start, and can be done without`() async throws {
        let simulation = try await Simulation()
        try simulation.replace("fileLogging: false", with: "fileLogging: true")
        try simulation.replace("logDirectory: log", with: "logDirectory: \(simulation.configuration)/log")
        let check = try await run(["check-config", simulation.configuration])
        #expect(check.status == 1 && check.text.contains("Butler-SOS.logDirectory"), "\(check.text)")
        #expect(check.text.contains("Not a directory"), "\(check.text)")
        let monitor = try simulation.startMonitor(["--skip-config-verification"])
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") > 0 })
        let warnings = monitor.text.split(separator: "\n").filter { $0.contains("logDirectory") }
        #expect(warnings.count == 1 && !monitor.text.contains("LOG FILE"), "\(monitor.text)")
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }
}
