// SPDX-License-Identifier: MIT

import Logging
import MonitoringTestKit
import ServiceLifecycle
import Synchronization
import Testing

@testable import SenseSimulator

@Suite struct EventSenderTests {
    private struct Arrived {
        let user: [(bytes: [UInt8], source: String)]
        let log: [(bytes: [UInt8], source: String)]

        /// The numbers of the events at a port, in the order of their arrival.
        func numbers(_ port: EventKind.Port) -> [Int] {
            let reader = DatagramReader()
            return (port == .user ? user : log).compactMap { reader.read($0.bytes, from: port)?.number }
        }
    }

    private func feed(_ kinds: [EventKind] = EventKind.allCases, malformed: [MalformedDatagram: Double] = [:])
        -> EventFeed
    {
        EventFeed(site: EventFeedTests.site, kinds: kinds, malformed: malformed, at: EventFeedTests.time)
    }

    private func send(
        _ feed: EventFeed, _ schedule: EventSchedule, limit: Int? = nil, clock: any Clock<Duration> = InstantClock(),
        source: String? = nil
    ) async throws -> (report: EventReport, arrived: Arrived) {
        let (user, log) = (try UDPPort(), try UDPPort())
        let sender = EventSender(
            feed, to: .init(userPort: user.number, logPort: log.number, source: source), schedule: schedule,
            limit: limit, clock: clock, now: { EventFeedTests.time })
        let report = try await sender.send()
        return (report, Arrived(user: user.received(), log: log.received()))
    }

    @Test func `sends a burst to both ports, each event once and in order`() async throws {
        let (report, arrived) = try await send(feed(), EventSchedule(burst: 140))
        #expect(report.datagrams == 140)
        #expect(report.lastNumber == 140)
        #expect(report.refused == 0)
        #expect(report.events == Dictionary(uniqueKeysWithValues: EventKind.allCases.map { ($0, 20) }))
        let (user, log) = (arrived.numbers(.user), arrived.numbers(.log))
        #expect(user == user.sorted() && log == log.sorted())
        #expect((user + log).sorted() == Array(1...140))
        #expect(user.count == 40)
    }

    @Test func `keeps to its rate by the clock`() async throws {
        let clock = InstantClock()
        let (report, arrived) = try await send(
            feed([.engine]), try EventSchedule(parsing: "0s-2s rate 50", file: ""), clock: clock)
        #expect(report.datagrams == 100)
        #expect(arrived.numbers(.log) == Array(1...100))
        #expect(report.duration == .seconds(2))
        #expect(Set(clock.sleeps) == [.milliseconds(20)])
    }

    @Test func `stops when enough is sent`() async throws {
        let (report, arrived) = try await send(feed([.userSession]), EventSchedule(rate: 1000), limit: 33)
        #expect(report.datagrams == 33)
        #expect(arrived.numbers(.user) == Array(1...33))
        #expect(arrived.log.isEmpty)
    }

    @Test func `sends malformed datagrams, the empty and the longest, too`() async throws {
        let shares = Dictionary(uniqueKeysWithValues: MalformedDatagram.allCases.map { ($0, 0.05) })
        let (report, arrived) = try await send(feed(malformed: shares), EventSchedule(burst: 48))
        #expect(report.malformed == Dictionary(uniqueKeysWithValues: MalformedDatagram.allCases.map { ($0, 2) }))
        let sizes = (arrived.user + arrived.log).map(\.bytes.count)
        #expect(sizes.count == 48)
        #expect(sizes.count { $0 == 0 } == 2)
        #expect(sizes.count { $0 == 65_507 } == 2)
        #expect((arrived.numbers(.user) + arrived.numbers(.log)).sorted() == Array(1...30))
    }

    @Test func `sends from the address that it is given`() async throws {
        let (_, arrived) = try await send(feed(), EventSchedule(burst: 7), source: "127.0.0.9")
        #expect(Set((arrived.user + arrived.log).map(\.source)) == ["127.0.0.9"])
        #expect(arrived.user.count + arrived.log.count == 7)
    }

    @Test func `does not mind that nobody listens`() async throws {
        let number = try UDPPort().number
        let sender = EventSender(
            feed([.engine]), to: .init(logPort: number), schedule: EventSchedule(burst: 500), now: { 0 })
        let report = try await sender.send()
        #expect(report.datagrams == 500)
    }

    @Test func `says what is wrong with an address`() async throws {
        for target in [EventSender.Target(host: "no such host"), .init(source: "192.0.2.1"), .init(source: "x")] {
            let sender = EventSender(feed(), to: target, schedule: EventSchedule(burst: 1), now: { 0 })
            let error = await #expect(throws: EventSendingFailure.self) { try await sender.send() }
            #expect(error?.description.hasPrefix("cannot ") == true)
        }
    }

    @Test func `ends at graceful shutdown and tells what it sent`() async throws {
        let port = try UDPPort()
        let report = Mutex<EventReport?>(nil)
        let clock = TestClock()
        let sender = EventSender(
            feed([.engine]), to: .init(logPort: port.number), schedule: EventSchedule(rate: 10), clock: clock,
            now: { EventFeedTests.time }, onFinish: { finished in report.withLock { $0 = finished } })
        let group = ServiceGroup(
            configuration: .init(services: [sender], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try? await group.run() }
            await clock.untilSleeping()
            clock.advance(by: .milliseconds(500))
            await clock.untilSleeping()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(report.withLock { $0 }?.datagrams == 5)
        #expect(port.received().count == 5)
    }

    @Test func `prints what it sent, a figure a line`() {
        var report = EventReport(firstNumber: 1, lastNumber: 30)
        report.events = [.engine: 20, .userSession: 10]
        report.malformed = [.invalidUTF8: 3]
        report.duration = .milliseconds(1500)
        #expect(
            report.lines == [
                "datagrams 33", "first-number 1", "last-number 30", "user-session 10", "engine 20",
                "malformed-invalid-utf8 3", "refused 0", "milliseconds 1500",
            ])
    }
}
