// SPDX-License-Identifier: MIT

import Foundation
import Logging
import MonitoringTestKit
import Testing

@testable import LifeSigns

@Suite(.timeLimit(.minutes(3))) struct ServiceNotifierTests {
    private let clock = TestClock()
    private let log = LogCapture()
    private let readiness = Readiness()
    private let progress: ProgressWatch
    private let address = "@butler-test-\(UUID().uuidString)"
    private let receiver: NotificationReceiver

    init() throws {
        progress = ProgressWatch(clock: clock)
        receiver = try NotificationReceiver(address)
    }

    private func notifier(_ environment: [String: String] = [:]) throws -> ServiceNotifier {
        try #require(
            ServiceNotifier(
                environment: environment.merging(["NOTIFY_SOCKET": address]) { $1 }, readiness: readiness,
                progress: progress, clock: clock, logger: log.logger))
    }

    @Test func `is ready when everything is there that was expected, and says when it stops`() async throws {
        let arrivals = [readiness.expect(), readiness.expect()]
        try await withRunning([notifier()]) {
            arrivals[0]()
            #expect(receiver.nextIfThere() == nil)
            arrivals[1]()
            #expect(receiver.next() == "READY=1")
        }
        #expect(receiver.next() == "STOPPING=1")
        #expect(receiver.nextIfThere() == nil)
    }

    @Test func `is ready at once if nothing is expected`() async throws {
        try await withRunning([notifier()]) { #expect(receiver.next() == "READY=1") }
    }

    @Test func `says only that it stops if it never was ready`() async throws {
        _ = readiness.expect()
        try await withRunning([notifier()]) {}
        #expect(receiver.next() == "STOPPING=1")
        #expect(receiver.nextIfThere() == nil)
    }

    @Test func `feeds the watchdog twice in its time, but only while the program gets on`() async throws {
        let part = progress.part("polls", limit: .seconds(25))
        try await withRunning([notifier(["WATCHDOG_USEC": "20000000"])]) {
            await clock.untilSleeping()
            #expect(receiver.next() == "READY=1")
            #expect(receiver.next() == "WATCHDOG=1")
            for _ in 0..<2 {
                clock.advance(by: .seconds(10))
                await clock.untilSleeping()
                #expect(receiver.nextIfThere() == "WATCHDOG=1")
            }
            for _ in 0..<3 {
                clock.advance(by: .seconds(10))
                await clock.untilSleeping()
                #expect(receiver.nextIfThere() == nil)
            }
            part.moved()
            clock.advance(by: .seconds(10))
            await clock.untilSleeping()
            #expect(receiver.nextIfThere() == "WATCHDOG=1")
        }
        #expect(
            log.fullTexts.filter { $0.hasPrefix("critical") } == [
                "critical: SYSTEMD: the watchdog is not fed, since the program does not get on stuck=polls"
            ])
    }

    @Test(
        arguments: [
            ([:], nil), (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "soon"], nil),
            (["WATCHDOG_USEC": "30000000"], 30), (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"], 30),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], nil),
            (["WATCHDOG_USEC": "-5"], nil), (["WATCHDOG_USEC": "99999999999999999999"], nil),
        ] as [([String: String], Int?)])
    func `knows whether it is the one whom the watchdog watches`(environment: [String: String], seconds: Int?) {
        #expect(ServiceNotifier.watchdogTime(environment, processID: 7) == seconds.map { .seconds($0) })
    }

    @Test func `a socket that is gone costs a warning`() async throws {
        let notifier = try #require(
            ServiceNotifier(
                environment: ["NOTIFY_SOCKET": "/nowhere/at/all"], readiness: readiness, progress: progress,
                clock: clock, logger: log.logger))
        try await withRunning([notifier]) {}
        #expect(log.lines.allSatisfy { $0.level == .warning && $0.metadata["cause"] == "No such file or directory" })
        #expect(!log.lines.isEmpty)
    }

    @Test func `is not there if nobody listens`() {
        #expect(
            ServiceNotifier(environment: [:], readiness: readiness, progress: progress, logger: log.logger) == nil)
    }
}
