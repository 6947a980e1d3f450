// SPDX-License-Identifier: MIT

import MonitoringPipeline
import MonitoringTestKit
import NIOCore
import SenseDatagrams
import Testing

@testable import SenseSources

@Suite struct ReceiverCountersTests {
    private static func batch() -> DatagramBatch {
        var batch = DatagramBatch()
        batch.received = 20
        batch.bytes = 2000
        batch.queued = 10
        batch.accepted = 8
        batch.dropped = [.source: 4, .size: 3, .rateLimit: 2, .queueFull: 1, .rejected(.tooFewFields): 2]
        return batch
    }

    @Test func `figures of the queue count until they are handed over`() {
        let clock = TestClock()
        let counters = ReceiverCounters(maximumWaiting: 50, elapsed: clock.stopwatch())
        var rate = RateLimit(limit: 100)
        for _ in 0..<12 { _ = rate.admits(at: .zero) }
        counters.start(Self.batch(), waiting: 9)
        let during = counters.queueMetrics()
        #expect(during.size == 9 && during.running == 1 && during.utilization == 18)
        counters.end(Self.batch(), waiting: 7, took: .milliseconds(20), rate: rate, isUnderPressure: true)
        clock.advance(by: .seconds(30))

        let first = counters.queueMetrics()
        #expect(first.size == 7 && first.running == 0 && first.maximumSize == 50)
        #expect(first.received == 16 && first.queued == 10 && first.processed == 10 && first.failed == 0)
        #expect(first.dropped == 6)
        #expect(first.droppedForSize == 3 && first.droppedForRate == 2 && first.droppedForFullQueue == 1)
        #expect(first.processingAverage == 2 && first.processingPercentile95 == 2 && first.processingMaximum == 2)
        #expect(first.currentRate == 24 && first.isUnderPressure)

        // Not handed over yet, so they count on.
        counters.end(Self.batch(), waiting: 0, took: .milliseconds(40), rate: rate, isUnderPressure: false)
        #expect(counters.queueMetrics().received == 32)
        // What came after the figures that were handed over is in the next ones.
        counters.handedOver(first)
        let second = counters.queueMetrics()
        #expect(second.received == 16 && second.dropped == 6 && !second.isUnderPressure)
        #expect(second.processingAverage == 4 && second.processingMaximum == 4)
        counters.handedOver(second)
        let third = counters.queueMetrics()
        #expect(third.received == 0 && third.dropped == 0 && third.processingMaximum == 0)
    }

    @Test func `all that was read is accepted or dropped`() {
        let counters = ReceiverCounters(maximumWaiting: 50, elapsed: TestClock().stopwatch())
        for _ in 0..<3 { counters.end(Self.batch(), waiting: 0, took: .zero, rate: nil, isUnderPressure: false) }
        let values = counters.current
        #expect(values.received == 60 && values.batches == 3 && values.largestBatch == 20 && values.bytes == 6000)
        // Rejected ones were queued.
        #expect(values.accepted + values.dropped.values.reduce(0, +) == 60)
    }

    @Test func `drops of the kernel add up over sockets and count on when they go round`() throws {
        let counters = ReceiverCounters(maximumWaiting: 1, elapsed: TestClock().stopwatch())
        #expect(counters.current.droppedByKernel == nil)
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: 9)
        counters.listens(at: address, receiveBuffer: 4096)
        let first = try #require(counters.socket)
        for drops: UInt32 in [0, 5, 7, 2_000_000_000, 4_000_000_000, .max, 2] {
            counters.sawKernelDrops(drops, of: first)
        }
        #expect(counters.current.droppedByKernel == Int(UInt32.max) + 3)
        counters.listens(at: address, receiveBuffer: 4096)
        let second = try #require(counters.socket)
        counters.sawKernelDrops(4, of: second)
        #expect(counters.current.droppedByKernel == Int(UInt32.max) + 7)
        // Said of the socket that is gone, by somebody who asked long ago.
        counters.sawKernelDrops(1000, of: first)
        #expect(counters.current.droppedByKernel == Int(UInt32.max) + 7)
    }

    @Test func `of two who ask the kernel at once the slower one counts for nothing`() throws {
        let counters = ReceiverCounters(maximumWaiting: 1, elapsed: TestClock().stopwatch())
        counters.listens(at: try SocketAddress(ipAddress: "127.0.0.1", port: 9), receiveBuffer: 4096)
        let socket = try #require(counters.socket)
        for drops: UInt32 in [100, 150, 100, 149, 150, 160] { counters.sawKernelDrops(drops, of: socket) }
        #expect(counters.current.droppedByKernel == 160)
    }
}
