// SPDX-License-Identifier: MIT

import Dispatch
import Logging
import Monitoring
import MonitoringTestKit
import NIOCore
import NIOPosix
import NameLookup
import Testing

@testable import SenseSources

/// A receiver on a loopback port, with everything about it that a test looks at or moves.
struct ListeningReceiver {
    static let setting = "Butler-SOS.userEvents.udpServerConfig"

    var receiver: DatagramReceiver
    var address: SocketAddress
    var recording: DatagramRecording
    var clock: TestClock
    var log: LogCapture

    var counters: ReceiverCounters.Values { receiver.counters.current }

    func sender(from source: String? = nil, to host: String = "127.0.0.1") throws -> DatagramSender {
        try DatagramSender(toPort: try #require(address.port), host: host, from: source)
    }

    /// Returns when so many datagrams were read, or lost by the kernel.
    func untilArrived(_ count: Int) async throws {
        let hasArrived = try await poll {
            // The batch that is being handled is counted when the event loop does something else.
            try await receiver.loop.eventLoop.submit {}.get()
            receiver.readKernelDrops()
            return counters.received + (counters.droppedByKernel ?? 0) >= count
        }
        try #require(hasArrived, "\(count) were sent, and these came: \(counters)")
    }

    static func settings(host: String = "127.0.0.1", port: Int = 0) -> ReceiverSettings {
        ReceiverSettings(setting: setting, host: host, port: port)
    }

    /// Runs a receiver while `body` runs. What it logs and counts stays for afterwards.
    @discardableResult
    static func run(
        _ settings: ReceiverSettings = settings(), clock: TestClock = TestClock(), log: LogCapture = LogCapture(),
        gate: DispatchSemaphore? = nil, lookUp: @escaping HostLookup = { _ in .unknown },
        readFile: (@Sendable (String) -> String?)? = nil, _ body: (Self) async throws -> Void
    ) async throws -> Self {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let recording = DatagramRecording()
        let (listening, listens) = AsyncStream<SocketAddress>.makeStream()
        var surroundings = DatagramReceiver.Surroundings(now: { Timestamp(secondsSinceEpoch: 1) })
        surroundings.clock = clock
        surroundings.lookUp = lookUp
        surroundings.random = { 1 }
        if let readFile { surroundings.readFile = readFile }
        surroundings.onListening = { listens.yield($0) }
        let receiver = DatagramReceiver(
            "USER EVENTS", settings: settings, loop: DatagramLoop(group.next()), surroundings: surroundings,
            logger: log.logger
        ) { RecordingHandler(recording, gate: gate) }
        var result: Self?
        try await withRunning([receiver], onEnd: { listens.finish() }) {
            var addresses = listening.makeAsyncIterator()
            let address = try #require(await addresses.next())
            let running = Self(receiver: receiver, address: address, recording: recording, clock: clock, log: log)
            result = running
            try await body(running)
        }
        try await group.shutdownGracefully()
        return try #require(result)
    }
}
