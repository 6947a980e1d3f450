// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import NIOCore
import NIOEmbedded
import NameLookup
import Synchronization
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(1))) struct BatchReaderTests {
    private let recording = DatagramRecording()
    private let log = LogCapture()
    private let eventLoop = EmbeddedEventLoop()

    /// A reader, and what it reads: datagrams that are numbered from 0.
    private final class Reading {
        let channel: EmbeddedChannel
        let counters: ReceiverCounters
        private var next = 0

        init(_ channel: EmbeddedChannel, _ counters: ReceiverCounters) {
            self.channel = channel
            self.counters = counters
        }

        func read(_ count: Int) throws {
            let address = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
            for _ in 0..<count {
                channel.pipeline.fireChannelRead(
                    AddressedEnvelope(remoteAddress: address, data: ByteBuffer(string: "\(next)")))
                next += 1
            }
            channel.pipeline.fireChannelReadComplete()
        }

        /// The kernel has no more, so all that waits gets its turn.
        func pause() { channel.embeddedEventLoop.advanceTime(by: .seconds(1)) }
    }

    private func reading(
        _ readCount: Int, of maximum: Int, turns: BacklogTurns? = nil, allowed: [String]? = nil,
        now: @escaping @Sendable () -> Timestamp = { Timestamp(secondsSinceEpoch: 1) }
    ) -> Reading {
        var settings = ListeningReceiver.settings()
        settings.maximumWaiting = maximum
        let counters = ReceiverCounters(maximumWaiting: maximum, elapsed: TestClock().stopwatch())
        let sources = allowed.map { AllowedSources("USER EVENTS", $0, lookUp: { _ in .unknown }, logger: log.logger) }
        let reader = BatchReader(
            "USER EVENTS", settings: settings, readCount: readCount, turns: turns ?? BacklogTurns(eventLoop),
            sources: sources, handler: RecordingHandler(recording), counters: counters,
            reporter: DropReporter("USER EVENTS", logger: log.logger), now: now, logger: log.logger)
        return Reading(EmbeddedChannel(handler: reader, loop: eventLoop), counters)
    }

    private static func numbers(_ range: Range<Int>) -> [String] { range.map(String.init) }

    // MARK: What waits

    @Test func `what is read is handled at once when the kernel has no more`() throws {
        let reading = reading(4, of: 20)
        try reading.read(3)
        #expect(recording.texts == Self.numbers(0..<3))
        #expect(reading.counters.current.accepted == 3 && reading.counters.waiting == 0)
        _ = try reading.channel.finish()
    }

    @Test func `as long as the kernel has more, what was read waits, and is handled in order after that`() throws {
        let reading = reading(4, of: 20)
        try reading.read(4)
        try reading.read(4)
        // The last of it, and the readings before it were not handled yet.
        try reading.read(2)
        #expect(recording.texts.isEmpty)
        #expect(reading.counters.waiting == 10 && reading.counters.queueMetrics().size == 10)
        #expect(reading.counters.current.received == 0)
        reading.pause()
        #expect(recording.texts == Self.numbers(0..<10))
        #expect(reading.counters.waiting == 0)
        #expect(reading.counters.current.received == 10 && reading.counters.current.accepted == 10)
        try reading.read(1)
        #expect(recording.texts.count == 11)
        _ = try reading.channel.finish()
    }

    @Test func `when there is room for no other reading, the oldest is handled`() throws {
        let reading = reading(2, of: 7)
        for _ in 0..<5 { try reading.read(2) }
        // One more reading of two must find room.
        #expect(recording.texts == Self.numbers(0..<6) && reading.counters.waiting == 4)
        #expect(reading.counters.current.dropped.isEmpty)
        reading.pause()
        #expect(recording.texts == Self.numbers(0..<10))
        _ = try reading.channel.finish()
    }

    @Test func `what waits on one port waits until the kernel has no more for the others either`() throws {
        let turns = BacklogTurns(eventLoop)
        let (first, second) = (reading(2, of: 20, turns: turns), reading(2, of: 20, turns: turns))
        try first.read(2)
        try second.read(2)
        for _ in 0..<5 {
            eventLoop.advanceTime(by: BacklogTurns.calm - .nanoseconds(1))
            try second.read(2)
        }
        #expect(recording.texts.isEmpty)
        #expect(first.counters.waiting == 2 && second.counters.waiting == 12)
        // In turns, as much each time as is read in one go.
        eventLoop.advanceTime(by: BacklogTurns.calm)
        #expect(first.counters.waiting == 0 && second.counters.waiting == 12)
        eventLoop.advanceTime(by: BacklogTurns.pause)
        #expect(second.counters.waiting == 10)
        second.pause()
        #expect(recording.texts.count == 14)
        _ = try first.channel.finish()
        _ = try second.channel.finish()
    }

    @Test func `nobody waits for the end of a flood that goes on and on`() throws {
        let turns = BacklogTurns(eventLoop)
        let (first, second) = (reading(2, of: 20, turns: turns), reading(2, of: 1_000_000, turns: turns))
        try first.read(2)
        for _ in 0..<999 {
            eventLoop.advanceTime(by: .milliseconds(1))
            try second.read(2)
        }
        #expect(recording.texts.isEmpty)
        for _ in 0..<2 {
            eventLoop.advanceTime(by: .milliseconds(1))
            try second.read(2)
        }
        #expect(first.counters.waiting == 0 && second.counters.waiting > 0)
        // After a calm moment the next burst may have its time again.
        second.pause()
        #expect(second.counters.waiting == 0)
        try second.read(2)
        eventLoop.advanceTime(by: BacklogTurns.calm - .nanoseconds(1))
        #expect(second.counters.waiting == 2)
        eventLoop.advanceTime(by: .nanoseconds(1))
        #expect(second.counters.waiting == 0)
        for reading in [first, second] { _ = try reading.channel.finish() }
    }

    @Test func `all that waits can be handled at once`() throws {
        let turns = BacklogTurns(eventLoop)
        let readings = [reading(2, of: 20, turns: turns), reading(2, of: 20, turns: turns)]
        for _ in 0..<5 { for reading in readings { try reading.read(2) } }
        turns.handleRest()
        #expect(readings.map(\.counters.waiting) == [0, 0] && recording.texts.count == 20)
        #expect(turns.hasRoom && turns.percentage == 0)
        for reading in readings { _ = try reading.channel.finish() }
    }

    @Test func `a turn is as much as is read in one go, of however many readings`() throws {
        let reading = reading(4, of: 40)
        try reading.read(4)
        for _ in 0..<8 { try reading.read(1) }
        eventLoop.advanceTime(by: BacklogTurns.calm)
        #expect(recording.texts == Self.numbers(0..<4))
        eventLoop.advanceTime(by: BacklogTurns.pause)
        #expect(recording.texts == Self.numbers(0..<8))
        reading.pause()
        #expect(recording.texts == Self.numbers(0..<12))
        _ = try reading.channel.finish()
    }

    @Test func `what waits is bounded in bytes, too, on all ports together`() throws {
        // What keeps a datagram is longer than these datagrams.
        let turns = BacklogTurns(eventLoop, maximumBytes: 4000)
        let readings = [reading(2, of: 1_000_000, turns: turns), reading(2, of: 1_000_000, turns: turns)]
        for _ in 0..<100 { for reading in readings { try reading.read(2) } }
        let waiting = readings.map(\.counters.waiting).reduce(0, +)
        #expect(waiting > 2 && waiting < 100)
        #expect(recording.texts.count == 400 - waiting)
        #expect(log.fullTexts.contains { $0.contains("many datagrams wait most=1000000 percent=") })
        readings[0].pause()
        #expect(recording.texts.count == 400)
        // And there is room again.
        try readings[0].read(2)
        #expect(readings[0].counters.waiting == 2)
        for reading in readings { _ = try reading.channel.finish() }
    }

    @Test func `what waits when the port is closed is handled`() throws {
        let reading = reading(2, of: 20)
        try reading.read(2)
        try reading.read(2)
        #expect(recording.texts.isEmpty)
        try reading.channel.close().wait()
        reading.pause()
        #expect(recording.texts == Self.numbers(0..<4) && reading.counters.current.accepted == 4)
    }

    @Test func `who is refused waits for nothing`() throws {
        let reading = reading(2, of: 20, allowed: [])
        for _ in 0..<100 { try reading.read(2) }
        #expect(reading.counters.current.dropped == [.source: 200] && reading.counters.waiting == 0)
        _ = try reading.channel.finish()
    }

    @Test func `an event has the time at which it was read, and a moment of its own`() throws {
        let seconds = Mutex(0)
        let reading = reading(2, of: 20) {
            Timestamp(
                secondsSinceEpoch: seconds.withLock {
                    $0 += 1
                    return $0
                })
        }
        try reading.read(2)
        try reading.read(1)
        reading.pause()
        #expect(recording.times.map(\.nanoseconds) == [1_000_000_000, 1_000_000_001, 2_000_000_000])
        _ = try reading.channel.finish()
    }

    @Test func `more than may wait are dropped, newest first`() throws {
        let reading = reading(5, of: 5)
        try reading.read(8)
        #expect(recording.texts == Self.numbers(0..<5))
        #expect(reading.counters.current.dropped == [.queueFull: 3] && reading.counters.current.accepted == 5)
        // Nothing waits any more.
        try reading.read(5)
        #expect(reading.counters.current.accepted == 10)
        _ = try reading.channel.finish()
    }

    // MARK: What is told

    @Test func `tells when many wait because the kernel has more and more`() throws {
        let reading = reading(2, of: 6)
        for _ in 0..<2 { try reading.read(2) }
        reading.pause()
        #expect(!reading.counters.current.isUnderPressure)
        for _ in 0..<3 { try reading.read(2) }
        #expect(reading.counters.current.isUnderPressure)
        // Over when what waited was handled, and not only when more comes.
        reading.pause()
        #expect(!reading.counters.current.isUnderPressure)
        #expect(
            log.fullTexts == [
                "warning: USER EVENTS: many datagrams wait most=6 percent=83 waiting=5",
                "info: USER EVENTS: few datagrams wait again",
            ])
        _ = try reading.channel.finish()
    }

    @Test func `tells when many wait, and when it is over`() throws {
        let reading = reading(5, of: 5)
        try reading.read(5)
        #expect(reading.counters.current.isUnderPressure)
        try reading.read(1)
        #expect(!reading.counters.current.isUnderPressure)
        #expect(
            log.fullTexts == [
                "warning: USER EVENTS: many datagrams wait most=5 percent=80 waiting=4",
                "info: USER EVENTS: few datagrams wait again",
            ])
        _ = try reading.channel.finish()
    }

    @Test func `a reading of nothing is no batch`() throws {
        let reading = reading(5, of: 5)
        try reading.read(0)
        #expect(reading.counters.current.batches == 0)
        _ = try reading.channel.finish()
    }
}
