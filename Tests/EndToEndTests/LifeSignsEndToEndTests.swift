// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// The real program's signs of life, and how it ends.
@Suite(.serialized)
struct LifeSignsEndToEndTests {
    private func healthcheck(_ arguments: [String]) async throws -> (status: Int32?, text: String) {
        let process = try ChildProcess(Programs.monitor, ["healthcheck"] + arguments)
        return (try await process.waitForExit(), process.text)
    }

    @Test func `answers health checks as long as it runs, and no longer`() async throws {
        let simulation = try await Simulation()
        let port = try FreePort.find()
        let off = try await healthcheck(["-c", simulation.configuration])
        #expect(off.status == 1 && off.text.contains("dockerHealthCheck.enable is not true"), "\(off.text)")
        try simulation.add("dockerHealthCheck:\n  enable: true\n  port: \(port)")
        let before = try await healthcheck(["-c", simulation.configuration])
        #expect(before.status == 1 && before.text.contains("connection refused"), "\(before.text)")

        let monitor = try simulation.startMonitor()
        #expect(try await monitor.waitForOutput("container runtimes are answered"))
        for arguments in [["-c", simulation.configuration], ["--port", "\(port)"]] {
            let during = try await healthcheck(arguments)
            #expect(during.status == 0 && during.text == "ok\n", "\(during.text)")
        }
        #expect(try await Web.get("http://127.0.0.1:\(port)/")?.text == #"{"statusCode":200,"status":"ok"}"#)
        // Stopped in its tracks, it answers no more, and the check does not wait for it.
        monitor.send(SIGSTOP)
        let start = ContinuousClock.now
        let frozen = try await healthcheck(["-c", simulation.configuration])
        #expect(frozen.status == 1 && frozen.text.contains("no answer in time"), "\(frozen.text)")
        #expect(ContinuousClock.now - start < .seconds(8))
        monitor.send(SIGCONT)
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test func `tells systemd that it is ready, gets on and stops, and calls where it is told to`() async throws {
        let simulation = try await Simulation()
        let calls = try DatagramInbox(simulation.directory.file("notify"))
        let health = try FreePort.find()
        try simulation.add(
            """
            dockerHealthCheck:
              enable: true
              port: \(health)
            heartbeat:
              enable: true
              remoteURL: http://127.0.0.1:\(health)/health
              frequency: every second
            uptimeMonitor:
              enable: true
              frequency: every second
              logLevel: info
            """)
        try simulation.replace("logLevel: info\n", with: "logLevel: debug\n")
        let monitor = try simulation.startMonitor(environment: [
            "NOTIFY_SOCKET": simulation.directory.file("notify"), "WATCHDOG_USEC": "1000000",
        ])
        #expect(try await poll { calls.texts.count >= 4 }, "\(monitor.text)")
        #expect(Array(calls.texts.prefix(3)) == ["READY=1", "WATCHDOG=1", "WATCHDOG=1"])
        #expect(try await monitor.waitForOutput("Iteration # 2, Uptime: 0 months, 0 days, 0 hours, 0 minutes"))
        #expect(monitor.text.contains("Heap used ") && monitor.text.contains(" Memory allocated to process: "))
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)
        #expect(try await poll { calls.texts.last == "STOPPING=1" }, "\(calls.texts)")
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal that asks for the end is no failure`(signal: Int32) async throws {
        let simulation = try await Simulation()
        let monitor = try simulation.startMonitor()
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") > 0 })
        monitor.send(signal)
        #expect(try await monitor.waitForExit() == 0)
    }

    @Test func `an error that ends it leaves a crash file and exit status 1`() async throws {
        let simulation = try await Simulation()
        let crashes = simulation.directory.file("crashes")
        try simulation.add("crashFile:\n  enable: true\n  crashFileDirectory: \(crashes)")
        let running = try simulation.startMonitor()
        #expect(try await poll { try await simulation.metric("butlersos_polls_total") > 0 })
        // The port of the first is what the second cannot have.
        let second = try ChildProcess(
            Programs.monitor, ["-c", simulation.configuration, "--state", simulation.directory.file("other")])
        #expect(try await second.waitForExit() == 1)
        #expect(second.text.contains("CRASH DUMP: written"), "\(second.text)")
        let files = try FileManager.default.contentsOfDirectory(atPath: crashes).sorted()
        #expect(files.count == 2 && files.allSatisfy { $0.hasPrefix("crash_dump_") }, "\(files)")
        let text = try String(contentsOfFile: "\(crashes)/\(files[1])", encoding: .utf8)
        #expect(text.contains("is already in use"))
        // Somebody who starts it twice is no crash.
        let twice = try simulation.startMonitor()
        #expect(try await twice.waitForExit() == 1)
        #expect(twice.text.contains(simulation.directory.file("state")), "\(twice.text)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: crashes).count == 2)
        running.send(SIGTERM)
        #expect(try await running.waitForExit() == 0)
    }

    @Test func `a schedule that never comes is a mistake of the configuration`() async throws {
        let simulation = try await Simulation()
        try simulation.add("uptimeMonitor:\n  enable: true\n  frequency: on the 30th day of february")
        let check = try ChildProcess(Programs.monitor, ["check-config", simulation.configuration])
        #expect(try await check.waitForExit() == 1)
        #expect(check.text.contains("Butler-SOS.uptimeMonitor.frequency"), "\(check.text)")
    }
}
