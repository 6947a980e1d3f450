// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// What an administrator does about telemetry with commands, beside a running monitor and against a real collector.
@Suite(.serialized)
struct TelemetryCommandsTests {
    /// A monitor on a simulated site that reports to a collector of its own.
    private struct Bench {
        let simulation: Simulation
        let collector: RunningCollector

        init(grace: Int = 0) async throws {
            simulation = try await Simulation()
            collector = try await RunningCollector()
            try simulation.add("telemetry:\n  collectorURL: \(collector.url)\n  firstStartGracePeriod: \(grace)")
        }

        var state: String { simulation.directory.file("state") }

        func file(_ name: String) throws -> String {
            try String(contentsOfFile: "\(state)/telemetry/\(name)", encoding: .utf8)
        }

        /// Runs a telemetry command, and returns what it printed and its status.
        func run(
            _ arguments: [String], state: Bool = true, environment: [String: String] = [:]
        ) async throws -> (text: String, status: Int32?) {
            let place = state ? ["--state", self.state] : []
            let command = try ChildProcess(
                Programs.monitor, ["telemetry"] + arguments + ["-c", simulation.configuration] + place,
                environment: environment)
            let status = try await command.waitForExit()
            return (command.text, status)
        }

        func startUntilReported() async throws -> ChildProcess {
            let monitor = try simulation.startMonitor()
            guard try await monitor.waitForOutput("the collector accepted the report") else {
                throw NotReady(what: "a report", log: monitor.text)
            }
            return monitor
        }

        func stop(_ monitor: ChildProcess) async throws {
            monitor.send(SIGTERM)
            #expect(try await monitor.waitForExit() == 0)
        }
    }

    private func id(in log: String) -> String? {
        log.split(separator: "\n").first { $0.contains("Instance ID") }?.split(separator: " ").last.map(String.init)
    }

    @Test func `a report can be seen, verified against the collector, and erased by its sender while it runs`()
        async throws
    {
        let bench = try await Bench()
        let monitor = try await bench.startUntilReported()
        let id = try #require(self.id(in: monitor.text))

        let history = try await bench.run(["history"])
        #expect(history.status == 0 && history.text.contains("accepted") && history.text.contains(id))
        let offline = try await bench.run(["verify"])
        #expect(offline.status == 0 && offline.text.contains("with a receipt: 1"), "\(offline.text)")
        let online = try await bench.run(["verify", "--online"])
        #expect(online.status == 0 && online.text.contains("All of it was reported from here"), "\(online.text)")
        #expect(online.text.contains("\"prometheus\":true"))

        let erased = try await bench.run(["delete", "--yes"])
        #expect(
            erased.status == 0 && erased.text.contains("erased what it held about this ID; periods of its history: 1"),
            "\(erased.text)")
        for name in ["secret", "secret.bak", "history.jsonl"] {
            #expect(!FileManager.default.fileExists(atPath: "\(bench.state)/telemetry/\(name)"), "\(name)")
        }
        #expect(try await Web.get(bench.collector.url + "/")?.text.contains("No installation has reported yet") == true)
        for name in try FileManager.default.contentsOfDirectory(atPath: bench.collector.data) {
            let data = try Data(contentsOf: URL(filePath: "\(bench.collector.data)/\(name)"))
            #expect(data.range(of: Data(id.utf8)) == nil, "\(name)")
        }
        let status = try await bench.run(["status"])
        #expect(status.status == 0 && status.text.contains("it was disabled with a command"))
        // Once more: there is nothing left to sign with, and nothing to erase.
        #expect(try await bench.run(["delete", "--yes"]).status == 1)
        try await bench.stop(monitor)

        // It stays off over a restart, and starts anew with another ID when it is allowed again.
        let second = try bench.simulation.startMonitor()
        #expect(try await second.waitForOutput("metrics are served url"))
        #expect(second.text.contains("TELEMETRY: off: it was disabled with a command"))
        try await bench.stop(second)
        #expect(try await bench.run(["enable"]).status == 0)
        let third = try await bench.startUntilReported()
        #expect(self.id(in: third.text) != nil && self.id(in: third.text) != id)
        try await bench.stop(third)
    }

    @Test func `nothing is erased and nothing is sent unless somebody types yes`() async throws {
        let bench = try await Bench()
        let monitor = try await bench.startUntilReported()
        let secret = try bench.file("secret")
        let answer = try await bench.run(["delete"])
        #expect(answer.status == 1 && answer.text.contains("nothing was sent"), "\(answer.text)")
        let reset = try await bench.run(["reset-id"])
        #expect(reset.status == 1)
        #expect(try bench.file("secret") == secret)
        #expect(
            try await MetricsPage.sum(
                of: "butler_telemetry_erasures_total", at: bench.collector.url + "/metrics") == 0)
        try await bench.stop(monitor)
    }

    @Test func `a stored no counts for a monitor that is about to send`() async throws {
        let bench = try await Bench(grace: 3000)
        let monitor = try bench.simulation.startMonitor()
        #expect(try await monitor.waitForOutput("the first time 3 seconds after"))
        #expect(try await bench.run(["disable"]).status == 0)
        // Ten rounds take more than the grace period.
        let polls = try await bench.simulation.metric("butlersos_polls_total")
        #expect(
            try await poll { try await bench.simulation.metric("butlersos_polls_total") >= polls + 24 })
        #expect(try await bench.collector.storedReports() == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(bench.state)/telemetry/history.jsonl"))
        try await bench.stop(monitor)
    }

    @Test func `a new ID counts for a monitor that runs`() async throws {
        let bench = try await Bench(grace: 3000)
        let monitor = try bench.simulation.startMonitor()
        #expect(try await monitor.waitForOutput("the first time 3 seconds after"))
        let old = try #require(self.id(in: monitor.text))
        let reset = try await bench.run(["reset-id", "--yes", "--json"])
        #expect(reset.status == 0 && !reset.text.contains(old), "\(reset.text)")
        #expect(try await monitor.waitForOutput("the collector accepted the report"))
        let history = try await bench.run(["history"]).text
        #expect(!history.contains(old) && history.contains("accepted"))
        #expect(try await bench.run(["verify", "--online"]).status == 0)
        try await bench.stop(monitor)
    }

    @Test func `a report goes to the collector in a file, and is taken once`() async throws {
        let bench = try await Bench(grace: 3_600_000)
        let monitor = try bench.simulation.startMonitor()
        #expect(try await monitor.waitForOutput("metrics are served url"))
        let file = bench.simulation.directory.file("report.jsonl")
        #expect(try await bench.run(["export", file]).status == 0)
        let again = try await bench.run(["export", file])
        #expect(again.status == 1 && again.text.contains("does not exist yet"))
        for expected in ["Stored: 1.", "Already there: 1."] {
            let command = try ChildProcess(
                Programs.collector, ["import", file, "--data", bench.collector.data])
            #expect(try await command.waitForExit() == 0)
            #expect(command.text.contains(expected), "\(command.text)")
        }
        #expect(try await Web.get(bench.collector.url + "/")?.text.contains("this is the 1 installation seen") == true)
        #expect(try await bench.run(["history"]).text.contains("exported"))
        try await bench.stop(monitor)
    }

    @Test func `the folder is found by its configuration, and no other is taken for it`() async throws {
        let bench = try await Bench(grace: 3_600_000)
        let home = ["XDG_STATE_HOME": bench.simulation.directory.file("home")]
        let lost = try await bench.run(["status"], state: false, environment: home)
        #expect(lost.status == 1)
        #expect(lost.text.contains("no state folder of") && lost.text.contains("/var/lib/butler-sos"), "\(lost.text)")
        #expect(try await bench.run(["disable"], state: false, environment: home).status == 1)

        let monitor = try ChildProcess(
            Programs.monitor, ["-c", bench.simulation.configuration], environment: home)
        #expect(try await monitor.waitForOutput("metrics are served url"))
        let found = try await bench.run(["status", "--json"], state: false, environment: home)
        let id = try #require(self.id(in: monitor.text))
        #expect(found.status == 0 && found.text.contains(id), "\(found.text)")
        #expect(try await bench.run(["disable"], state: false, environment: home).status == 0)
        try await bench.stop(monitor)

        let service = bench.simulation.directory.file("service")
        let other = try ChildProcess(
            Programs.monitor, ["-c", bench.simulation.configuration], environment: ["STATE_DIRECTORY": service])
        #expect(try await other.waitForOutput("metrics are served url"))
        try await bench.stop(other)
        let copy = bench.simulation.directory.file("copy.yaml")
        try FileManager.default.copyItem(atPath: bench.simulation.configuration, toPath: copy)
        let foreign = try ChildProcess(
            Programs.monitor, ["telemetry", "status", "-c", copy, "--state", service])
        #expect(try await foreign.waitForExit() == 1)
        #expect(foreign.text.contains("belongs to the configuration"), "\(foreign.text)")
    }

    @Test func `a folder that no monitor uses is not taken for the monitor's`() async throws {
        let bench = try await Bench(grace: 3_600_000)
        let home = ["XDG_STATE_HOME": bench.simulation.directory.file("home")]
        let monitor = try ChildProcess(Programs.monitor, ["-c", bench.simulation.configuration], environment: home)
        #expect(try await monitor.waitForOutput("metrics are served url"))
        let status = try await bench.run(["status"], state: false, environment: home)
        #expect(status.status == 0 && status.text.contains(" : runs\n"), "\(status.text)")
        for verb in [["disable"], ["enable"], ["status"], ["history"], ["verify"], ["reset-id", "--yes"]] {
            let typo = try await bench.run(verb, environment: home)
            #expect(typo.status == 1, "\(verb)")
            #expect(typo.text.contains("but one did with"), "\(verb): \(typo.text)")
        }
        #expect(!FileManager.default.fileExists(atPath: bench.state))
        try await bench.stop(monitor)
    }

    @Test func `a report that is on its way does not overtake an erasure`() async throws {
        let simulation = try await Simulation()
        let collector = try await RunningCollector()
        try await SlowGateway.run(to: collector.port) { gateway in
            try simulation.add(
                "telemetry:\n  collectorURL: http://127.0.0.1:\(gateway.port)\n  firstStartGracePeriod: 0")
            let monitor = try simulation.startMonitor()
            #expect(try await poll { gateway.isHolding })
            let state = simulation.directory.file("state")
            let erasure = try ChildProcess(
                Programs.monitor, ["telemetry", "delete", "--yes", "-c", simulation.configuration, "--state", state])
            #expect(
                try await poll { FileManager.default.fileExists(atPath: state + "/telemetry/disabled") })
            gateway.letGo()
            #expect(try await erasure.waitForExit() == 0)
            #expect(erasure.text.contains("periods of its history: 1"), "\(erasure.text)")
            #expect(!FileManager.default.fileExists(atPath: state + "/telemetry/history.jsonl"))
            #expect(try await Web.get(collector.url + "/")?.text.contains("No installation has reported yet") == true)
            monitor.send(SIGTERM)
            #expect(try await monitor.waitForExit() == 0)
        }
    }

    @Test func `a no can be said before the first start, and with a configuration that has mistakes elsewhere`()
        async throws
    {
        let bench = try await Bench()
        try bench.simulation.replace("pollingInterval: 1000", with: "pollingInterval: soon")
        #expect(try await bench.run(["disable"]).status == 0)
        try bench.simulation.replace("pollingInterval: soon", with: "pollingInterval: 1000")
        let monitor = try bench.simulation.startMonitor()
        #expect(try await monitor.waitForOutput("TELEMETRY: off: it was disabled with a command"))
        #expect(try await poll { try await bench.simulation.metric("butlersos_polls_total") >= 4 })
        #expect(try await bench.collector.storedReports() == 0)
        try await bench.stop(monitor)
    }
}
