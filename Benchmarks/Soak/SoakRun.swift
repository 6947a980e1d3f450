// SPDX-License-Identifier: MIT

import Foundation
import HTTPListener
import Hummingbird
import MonitoringTestKit
import NIOCore
import ServiceLifecycle
import Synchronization

/// One run: starts everything, sends, breaks, waits until the backlogs are gone, and looks what arrived where.
final class SoakRun: Sendable {
    private let plan: SoakPlan
    private let newRelic = NewRelicRecorder()
    private let calls = Mutex(0)
    private let clock = ContinuousClock()

    init(_ plan: SoakPlan) { self.plan = plan }

    /// Everything that was started has ended when this returns or throws: programs end with their values.
    func run() async throws -> [Check] {
        let certificates = try await ServerCertificates()
        let backends = try await Backends()
        let (listening, ports) = AsyncStream<(isNewRelic: Bool, port: Int)>.makeStream()
        let services: [any Service] = [
            try newRelic.listener(certificates) { ports.yield((true, $0)) }, heartbeats { ports.yield((false, $0)) },
        ]
        return try await withRunning(services, onEnd: { ports.finish() }) {
            var found: [Bool: Int] = [:]
            for await place in listening {
                found[place.isNewRelic] = place.port
                if found.count == 2 { break }
            }
            guard let newRelicPort = found[true], let heartbeatPort = found[false] else { throw CancellationError() }
            defer { newRelic.set(.takes) }
            let site = try await SoakSite(
                programs: plan.programs, servers: plan.servers, seed: plan.seed, script: plan.faults.siteScript,
                ports: .init(
                    influx: backends.influxPort, broker: backends.broker.port, database: backends.database.port,
                    newRelic: newRelicPort, heartbeat: heartbeatPort), authorityFile: certificates.authorityFile)
            let monitor = try await site.startMonitor(programs: plan.programs)
            return try await account(for: monitor, site, backends)
        }
    }

    /// What the heartbeat calls.
    private func heartbeats(_ onListening: @escaping @Sendable (Int) -> Void) -> some Service {
        HTTPListener(
            responder: CallbackResponder<BasicRequestContext> { [self] _, _ in
                calls.withLock { $0 += 1 }
                return Response(status: .ok)
            },
            address: ListenAddress(host: "127.0.0.1", port: 0, setting: "soak"), logger: .silent,
            onListening: { onListening($0.port) })
    }

    private func account(
        for monitor: ChildProcess, _ site: SoakSite, _ backends: Backends
    ) async throws -> [Check] {
        // They end with their values.
        defer { withExtendedLifetime((site, backends)) {} }
        let process = ProcessFigures(processID: monitor.processID)
        let watch = Watch(process, site: site)
        let start = clock.now
        let end = start + .seconds(plan.seconds)
        let sender = try startSender(site)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await watch.run(from: start, until: end) }
            tasks.addTask { try await Self.insertRows(into: backends, from: start, until: end) }
            for target in FaultSchedule.Target.allCases {
                let faults = plan.faults.faults.filter { $0.target == target }
                tasks.addTask { [newRelic] in
                    for fault in faults { try await Self.happen(fault, since: start, backends, newRelic) }
                }
            }
            // The first failure ends the run, and with it all that was started.
            while try await tasks.next() != nil {}
        }
        guard try await sender.waitForExit() == 0 else {
            throw Backends.Failed(what: "sense-simulator events: \(sender.text)")
        }
        let seconds = (clock.now - start) / .seconds(1)
        let cpu = process.cpuSeconds
        let drained = try await drain(site)
        guard let page = try await MetricsPage(site.metricsURL) else {
            throw Backends.Failed(what: "the metrics page of butler-sos: \(monitor.text.suffix(4000))")
        }
        let evidence = SoakEvidence(
            plan: plan, sent: try Self.sentEvents(sender.text), page: page, seen: watch.all, heard: backends.heard,
            newRelic: newRelic.taken, rows: try await backends.insertedRows(), heartbeats: calls.withLock { $0 },
            seconds: seconds, cpuSeconds: cpu, drainSeconds: drained, openFiles: process.openFiles,
            memoryAtEnd: process.anonymousMebibytes ?? 0, log: monitor.text,
            logFiles: site.files(in: SoakSite.logFolder), crashFiles: site.files(in: SoakSite.crashFolder))
        let stored = try await SoakEvidence.Stored(StoredEvents(port: backends.influxPort), servers: plan.servers)
        monitor.send(SIGTERM)
        let status = try await monitor.waitForExit()
        return evidence.checks(stored) + [
            Check(
                name: "end", text: "exit status \(status.map(String.init) ?? "none in 15 s") after SIGTERM",
                isGood: status == 0)
        ]
    }

    private func startSender(_ site: SoakSite) throws -> ChildProcess {
        try ChildProcess(
            "\(plan.programs)/sense-simulator",
            [
                "events", "--servers", "\(plan.servers)", "--seed", "\(plan.seed)", "--user-port", "\(site.ports.user)",
                "--log-port", "\(site.ports.log)", "--rate", "\(plan.rate)", "--count", "\(plan.rate * plan.seconds)",
            ])
    }

    /// How many events were sent, from what the sender says about itself.
    private static func sentEvents(_ text: String) throws -> Int {
        let line = text.split(separator: "\n").first { $0.hasPrefix("last-number ") }
        guard let number = line?.split(separator: " ").last.flatMap({ Int($0) }) else {
            throw Backends.Failed(what: "reading how many events were sent: \(text)")
        }
        return number
    }

    /// Twenty rows a second, in pairs of seconds.
    private static func insertRows(
        into backends: Backends, from start: ContinuousClock.Instant, until end: ContinuousClock.Instant
    ) async throws {
        let clock = ContinuousClock()
        var round = 0
        while clock.now < end {
            try await backends.insertRows(round * 40 + 1..<(round + 1) * 40 + 1)
            round += 1
            try await clock.sleep(until: start + .seconds(2 * round))
        }
    }

    private static func happen(
        _ fault: FaultSchedule.Fault, since start: ContinuousClock.Instant, _ backends: Backends,
        _ newRelic: NewRelicRecorder
    ) async throws {
        let clock = ContinuousClock()
        try await clock.sleep(until: start + .seconds(fault.from))
        if fault.target == .newRelic { newRelic.set(fault.answer) }
        try await backends.kill(fault.target)
        try await clock.sleep(until: start + .seconds(fault.to))
        try await backends.restart(fault.target)
        if fault.target == .newRelic { newRelic.set(.takes) }
    }

    /// Waits until nothing waits for delivery and all rows were read, at most two minutes.
    ///
    /// - Returns: how many seconds it took; `nil` if it did not get there.
    private func drain(_ site: SoakSite) async throws -> Double? {
        let start = clock.now
        // One more question to the log database, and a round of the other sources.
        try await clock.sleep(for: .seconds(11))
        let isEmpty = try await poll(within: .seconds(120)) {
            guard let page = try await MetricsPage(site.metricsURL) else { return false }
            return DestinationAccount.all(on: page).allSatisfy { $0.waiting < 1000 && $0.isBalanced }
                && page.sum("butlersos_destination_spooled") == 0
        }
        // What was acknowledged is underway to the subscriber.
        try await clock.sleep(for: .seconds(2))
        return isEmpty ? (clock.now - start) / .seconds(1) : nil
    }
}
