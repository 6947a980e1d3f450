// SPDX-License-Identifier: MIT

import Destinations
import HTTPTypes
import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import Testing

/// Accounts that are served by runners of their own, as the program does it.
@Suite(.timeLimit(.minutes(3))) struct NewRelicDeliveryTests {
    private static let time = Timestamp(secondsSinceEpoch: 1_795_375_416)

    private static func event(_ user: String, app: String = "") -> Observation {
        let texts = UserEvent.Field.allCases.map { field in
            switch field {
            case .userID: user
            case .message: ""
            default: "x"
            }
        }
        return .userEvent(UserEvent(.session, fields: EventFields(texts), appName: app, at: time))
    }

    private static func users(_ accepted: [[String: String]]) -> [String] { accepted.compactMap { $0["qs_userId"] } }

    private static func runner(
        _ account: String, _ server: FakeNewRelic, log: LogCapture = LogCapture(),
        spool: DestinationRunner.SpoolLocation? = nil
    ) -> DestinationRunner {
        var limits = NewRelicLimits.delivery
        limits.batchDelay = .milliseconds(1)
        limits.backoff = Backoff(base: .milliseconds(10), cap: .milliseconds(20))
        limits.flushDeadline = .milliseconds(100)
        return DestinationRunner(
            NewRelicDestination(
                events: .init(users: .init(attributes: [], scrambler: nil)), to: server.events(of: account),
                client: server.client),
            spool: spool, limits: limits, now: { time }, logger: log.logger)
    }

    /// Returns as soon as something is so that another task does; records an issue if that takes long.
    private static func until(_ isSo: () -> Bool) async throws {
        #expect(try await poll(within: .seconds(40)) { isSo() })
    }

    @Test func `an account that hangs, refuses or fails delays no other`() async throws {
        try await FakeNewRelic.run { server in
            let log = LogCapture()
            let accounts = ["good", "hangs", "refuses", "fails"]
            server.answer("hangs", always: .never)
            server.answer("refuses", always: .init(status: .notFound))
            server.answer("fails", always: .init(status: .serviceUnavailable))
            let runners = accounts.map { Self.runner($0, server, log: log) }
            let sink = FanOut([], destinations: runners)
            try await withRunning(runners) {
                for number in 0..<200 {
                    sink.receive(Self.event("\(number)"))
                    if number.isMultiple(of: 50) {
                        try await Self.until { runners[0].counters.current.written > number }
                    }
                }
                try await Self.until { runners[0].counters.current.written == 200 }
                try await Self.until { runners[2].counters.current.dropped == [.refused: 200] }
                try await Self.until { server.requests(of: "fails").count > 3 }
                #expect(runners[3].counters.current.waiting == 200)
                #expect(runners[1].counters.current.waiting == 200)
            }
            #expect(Self.users(try server.accepted(from: "good")) == (0..<200).map(String.init))
            // What the server was slow to say is not counted as up.
            #expect(runners.map { $0.counters.current.isUp } == [true, nil, false, false])
            #expect(!log.fullTexts.contains { $0.contains("geheim") })
        }
    }

    @Test(arguments: [401, 403])
    func `a wrong key costs nothing, and is told once, and once more when it is right`(status: Int) async throws {
        try await FakeNewRelic.run { server in
            let log = LogCapture()
            let runner = Self.runner("a", server, log: log)
            server.answer("a", always: .init(status: .init(code: status)))
            try await withRunning([runner]) {
                for number in 1...5 {
                    runner.receive(Self.event("\(number)"))
                    try await Self.until { server.requests.count > number }
                }
                server.answer("a", always: nil)
                try await Self.until { runner.counters.current.written == 5 }
                #expect(runner.counters.current.dropped.isEmpty)
            }
            #expect(
                log.texts == [
                    "error: destination does not take records, keeping them",
                    "notice: destination takes records again",
                ])
            #expect(log.fullTexts[0].contains("the key is not accepted"))
            #expect(Self.users(try server.accepted(from: "a")) == (1...5).map(String.init))
        }
    }

    @Test func `a wrong account is told once, and once more when it is right`() async throws {
        try await FakeNewRelic.run { server in
            let log = LogCapture()
            let runner = Self.runner("a", server, log: log)
            server.answer("a", always: .init(status: .notFound))
            try await withRunning([runner]) {
                for number in 1...5 {
                    runner.receive(Self.event("lost"))
                    try await Self.until { runner.counters.current.dropped == [.refused: number] }
                }
                server.answer("a", always: nil)
                runner.receive(Self.event("found"))
                try await Self.until { runner.counters.current.written == 1 }
            }
            #expect(
                log.texts == [
                    "error: destination refuses all records, they are given up",
                    "notice: destination takes records again",
                ])
            #expect(log.fullTexts[0].contains("no such interface or account"))
            #expect(server.requests.count == 6)
        }
    }

    @Test func `keeps what is not taken now, and waits as long as it is told`() async throws {
        let busy = FakeNewRelic.Answer(status: .tooManyRequests, headers: [.retryAfter: "1"])
        try await FakeNewRelic.run(answers: ["a": [busy]]) { server in
            let runner = Self.runner("a", server)
            let clock = ContinuousClock()
            let start = clock.now
            try await withRunning([runner]) {
                runner.receive(Self.event("1"))
                try await Self.until { runner.counters.current.written == 1 }
            }
            #expect(clock.now - start >= .seconds(1))
            #expect(server.requests.count == 2)
        }
    }

    @Test func `what waits on disk goes out after a restart`() async throws {
        let folder = try TemporaryDirectory()
        let spool = DestinationRunner.SpoolLocation(path: folder.file("newrelic-events-a"))
        try await FakeNewRelic.run { server in
            server.answer("a", always: .init(status: .badGateway))
            let first = Self.runner("a", server, spool: spool)
            try await withRunning([first]) {
                first.receive((0..<100).map { Self.event("\($0)") })
                try await Self.until { first.counters.current.spooled == 100 }
            }
            server.answer("a", always: nil)
            let second = Self.runner("a", server, spool: spool)
            try await withRunning([second]) {
                try await Self.until { second.counters.current.written == 100 }
            }
            // A request that the end of the first one cut off may have been taken all the same, before these.
            #expect(Self.users(try server.accepted(from: "a")).suffix(100) == (0..<100).map(String.init))
        }
    }

    @Test func `no request is larger than is taken, and nothing is lost for it`() async throws {
        try await FakeNewRelic.run { server in
            let runner = Self.runner("a", server)
            let app = String(repeating: "\u{1}", count: 4000)
            try await withRunning([runner]) {
                runner.receive((0..<300).map { Self.event("\($0)", app: app) })
                try await Self.until { runner.counters.current.written == 300 }
            }
            #expect(server.requests.count >= 8)
            #expect(server.requests.allSatisfy { $0.status == .accepted })
            #expect(Self.users(try server.accepted(from: "a")) == (0..<300).map(String.init))
        }
    }
}
