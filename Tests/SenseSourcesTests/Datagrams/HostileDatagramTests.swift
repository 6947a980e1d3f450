// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import NIOCore
import NIOEmbedded
import NameLookup
import SenseDatagrams
import Synchronization
import Testing

@testable import SenseSources

/// Datagrams of senders who mean no good, or cannot do better.
@Suite(.timeLimit(.minutes(2))) struct HostileDatagramTests {
    @Test(arguments: [1, 1000, 65_506])
    func `takes what is just as long as allowed, and not one byte more`(limit: Int) async throws {
        var settings = ListeningReceiver.settings()
        settings.maximumSize = limit
        let result = try await ListeningReceiver.run(settings) { running in
            let sender = try running.sender()
            for size in [limit, limit + 1, limit - 1] { try sender.send(Array(repeating: 0x61, count: size)) }
            try await running.untilArrived(3)
            #expect(running.recording.datagrams.map(\.count) == [limit, limit - 1])
        }
        #expect(result.counters.dropped[.size] == 1)
        #expect(result.counters.accepted + result.counters.dropped.values.reduce(0, +) == 3)
    }

    /// 65,507 bytes of content are the most that IPv4 can carry; IPv6 can carry twenty more.
    @Test(arguments: [(65_507, false), (65_535, true)])
    func `a message of 64 KiB costs no neighbour`(limit: Int, isTaken: Bool) async throws {
        var settings = ListeningReceiver.settings(host: "[::1]")
        settings.maximumSize = limit
        try await ListeningReceiver.run(settings) { running in
            let sender = try running.sender(to: "::1")
            try sender.send("before")
            try sender.send(Array(repeating: 0x61, count: 65_527))
            try sender.send("after")
            try await running.untilArrived(3)
            #expect(running.recording.datagrams.map(\.count) == (isTaken ? [6, 65_527, 5] : [6, 5]))
            #expect(running.counters.dropped == (isTaken ? [:] : [.size: 1]))
        }
    }

    @Test func `a flood from one source beyond the limit is one line a minute, and the next minute is free`()
        async throws
    {
        var settings = ListeningReceiver.settings()
        settings.maximumPerMinute = 10
        let result = try await ListeningReceiver.run(settings) { running in
            let sender = try running.sender()
            var sent = 0
            for minute in 0..<3 {
                for number in 0..<500 {
                    try sender.send("\(minute)-\(number)")
                    sent += 1
                    // No more than any kernel keeps.
                    if sent.isMultiple(of: 50) { try await running.untilArrived(sent) }
                }
                #expect(running.recording.texts.count == 10 * (minute + 1))
                #expect(running.counters.dropped == [.rateLimit: 490 * (minute + 1)])
                await running.clock.untilSleeping()
                running.clock.advance(by: .seconds(60))
                await running.clock.untilSleeping()
            }
            // Nothing new, nothing to tell.
            let told = running.log.lines.count
            running.clock.advance(by: .seconds(60))
            await running.clock.untilSleeping()
            #expect(running.log.lines.count == told)
        }
        let lines = result.log.lines.filter { $0.message == "USER EVENTS: datagrams dropped" }
        #expect(lines.allSatisfy { $0.metadata["reason"] == "rate-limit" })
        // The first one at once, then what came since when a minute was over.
        #expect(lines.compactMap { $0.metadata["count"] } == ["1", "489", "490", "490"])
        #expect(lines.compactMap { $0.metadata["first_datagram"] } == ["0-10", "0-11", "1-10", "2-10"])
    }

    @Test func `refuses everybody whose name cannot be looked up, and asks again in a minute`() async throws {
        var settings = ListeningReceiver.settings()
        settings.allowedSources = ["sense.test", "127.0.0.9"]
        let clock = TestClock()
        let found = HostAnswer.addresses([try SocketAddress(ipAddress: "127.0.0.2", port: 0)])
        let asked = Mutex(0)
        let lookUp: HostLookup = { _ in
            asked.withLock { $0 += 1 }
            return clock.now.offset < .seconds(60) ? .failed("no server answers") : found
        }
        let result = try await ListeningReceiver.run(settings, clock: clock, lookUp: lookUp) { running in
            for host in ["127.0.0.1", "127.0.0.2", "127.0.0.9"] {
                try running.sender(from: host).send("early \(host)")
            }
            try await running.untilArrived(3)
            #expect(running.recording.texts == ["early 127.0.0.9"])
            #expect(running.counters.dropped == [.source: 2])
            // The checks of each minute, and the next look.
            await clock.untilSleeping(2)
            #expect(asked.withLock { $0 } == 1)
            clock.advance(by: .seconds(60))
            await clock.untilSleeping(2)
            #expect(asked.withLock { $0 } == 2)
            for host in ["127.0.0.1", "127.0.0.2"] { try running.sender(from: host).send("late \(host)") }
            try await running.untilArrived(5)
            #expect(running.recording.texts == ["early 127.0.0.9", "late 127.0.0.2"])
            // Now that all names have addresses there is no hurry.
            clock.advance(by: .seconds(60))
            await clock.untilSleeping(2)
            #expect(asked.withLock { $0 } == 2)
        }
        #expect(result.counters.dropped == [.source: 3])
        #expect(
            result.log.fullTexts.filter { $0.contains("an allowed source") } == [
                "warning: USER EVENTS: an allowed source has no address, so its datagrams are refused "
                    + "cause=no server answers source=sense.test",
                "notice: USER EVENTS: an allowed source has an address again source=sense.test",
            ])
    }

    @Test func `a spoofed source takes nothing from the others' minute`() async throws {
        var settings = ListeningReceiver.settings()
        settings.allowedSources = ["127.0.0.2"]
        settings.maximumPerMinute = 5
        try await ListeningReceiver.run(settings) { running in
            let stranger = try running.sender(from: "127.0.0.3")
            for number in 0..<20 { try stranger.send("stranger \(number)") }
            try await running.untilArrived(20)
            let sender = try running.sender(from: "127.0.0.2")
            for number in 0..<5 { try sender.send("\(number)") }
            try await running.untilArrived(25)
            #expect(running.recording.texts == ["0", "1", "2", "3", "4"])
            #expect(running.counters.dropped == [.source: 20])
        }
    }

    @Test func `takes each one even if only one may wait`() async throws {
        var settings = ListeningReceiver.settings()
        settings.maximumWaiting = 1
        let result = try await ListeningReceiver.run(settings) { running in
            let sender = try running.sender()
            for number in 0..<40 { try sender.send("\(number)") }
            try await running.untilArrived(40)
            #expect(running.recording.texts == (0..<40).map(String.init))
        }
        #expect(result.counters.dropped.isEmpty && result.counters.largestBatch == 1)
    }

    @Test func `a socket that cannot be read is told once a minute, and reading goes on`() throws {
        let (clock, log, recording) = (TestClock(), LogCapture(), DatagramRecording())
        let counters = ReceiverCounters(maximumWaiting: 5, elapsed: clock.stopwatch())
        let eventLoop = EmbeddedEventLoop()
        let reader = BatchReader(
            "USER EVENTS", settings: ListeningReceiver.settings(), readCount: 64, turns: BacklogTurns(eventLoop),
            sources: nil, handler: RecordingHandler(recording), counters: counters,
            reporter: DropReporter("USER EVENTS", logger: log.logger), now: { Timestamp(secondsSinceEpoch: 1) },
            logger: log.logger)
        let channel = EmbeddedChannel(handler: reader, loop: eventLoop)
        for seconds in [0, 59, 1, 30] {
            clock.advance(by: .seconds(seconds))
            for _ in 0..<3 { channel.pipeline.fireErrorCaught(IOError(errnoCode: 12, reason: "recvmmsg")) }
        }
        #expect(log.texts == Array(repeating: "warning: USER EVENTS: reading failed", count: 2))
        #expect(log.lines.first?.metadata["cause"]?.contains("recvmmsg") == true)
        channel.pipeline.fireChannelRead(
            AddressedEnvelope(
                remoteAddress: try SocketAddress(ipAddress: "127.0.0.1", port: 1), data: ByteBuffer(string: "still")))
        channel.pipeline.fireChannelReadComplete()
        #expect(recording.texts == ["still"])
        _ = try channel.finish()
    }
}
