// SPDX-License-Identifier: MIT

import Monitoring
import MonitoringPipeline
import MonitoringTestKit
import NIOCore
import NIOEmbedded
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(1))) struct BatchReaderTests {
    private let recording = DatagramRecording()
    private let log = LogCapture()
    private let clock = TestClock()
    private let counters: ReceiverCounters

    init() { counters = ReceiverCounters(maximumWaiting: 5, elapsed: clock.stopwatch()) }

    private func channel(readCount: Int = 5) throws -> EmbeddedChannel {
        var settings = ListeningReceiver.settings()
        settings.maximumWaiting = 5
        let reader = BatchReader(
            "USER EVENTS", settings: settings, readCount: readCount, sources: nil, handler: RecordingHandler(recording),
            counters: counters, reporter: DropReporter("USER EVENTS", logger: log.logger),
            now: { Timestamp(secondsSinceEpoch: 1) }, logger: log.logger)
        return EmbeddedChannel(handler: reader)
    }

    private func read(_ count: Int, _ channel: EmbeddedChannel) throws {
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: 1)
        for index in 0..<count {
            channel.pipeline.fireChannelRead(
                AddressedEnvelope(remoteAddress: address, data: ByteBuffer(string: "\(index)")))
        }
        channel.pipeline.fireChannelReadComplete()
    }

    @Test func `more than may wait are dropped, newest first`() throws {
        let channel = try channel()
        try read(8, channel)
        #expect(recording.texts == ["0", "1", "2", "3", "4"])
        #expect(counters.current.dropped == [.queueFull: 3] && counters.current.accepted == 5)
        // Nothing waits any more.
        try read(5, channel)
        #expect(counters.current.accepted == 10)
        _ = try channel.finish()
    }

    @Test func `readings without a pause count together: more was waiting each time`() throws {
        let channel = try channel(readCount: 2)
        try read(2, channel)
        #expect(!counters.current.isUnderPressure)
        try read(2, channel)
        #expect(!counters.current.isUnderPressure)
        try read(2, channel)
        #expect(counters.current.isUnderPressure)
        // It was the last full one; the next begins anew.
        try read(1, channel)
        try read(1, channel)
        #expect(!counters.current.isUnderPressure)
        #expect(log.fullTexts.first == "warning: USER EVENTS: many datagrams wait most=5 percent=100 waiting=5")
        _ = try channel.finish()
    }

    @Test func `tells when many wait, and when it is over`() throws {
        let channel = try channel()
        try read(5, channel)
        #expect(counters.current.isUnderPressure)
        // The first of these came while the full reading was handled.
        try read(1, channel)
        try read(1, channel)
        #expect(!counters.current.isUnderPressure)
        #expect(
            log.fullTexts == [
                "warning: USER EVENTS: many datagrams wait most=5 percent=80 waiting=4",
                "info: USER EVENTS: few datagrams wait again",
            ])
        _ = try channel.finish()
    }

    @Test func `a reading of nothing is no batch`() throws {
        let channel = try channel()
        try read(0, channel)
        #expect(counters.current.batches == 0)
        _ = try channel.finish()
    }
}
