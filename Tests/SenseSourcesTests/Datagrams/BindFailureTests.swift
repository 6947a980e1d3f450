// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringTestKit
import NIOCore
import NIOPosix
import NameLookup
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(2))) struct BindFailureTests {
    @Test func `a port in use is told once, tried again, and had when it is free`() async throws {
        let other = try DatagramSender(toPort: 9)
        let port = other.port
        let clock = TestClock()
        let log = LogCapture()
        let (listening, listens) = AsyncStream<Void>.makeStream()
        var surroundings = DatagramReceiver.Surroundings(now: { .init(secondsSinceEpoch: 1) })
        surroundings.clock = clock
        surroundings.random = { 1 }
        surroundings.onListening = { _ in listens.yield() }
        let recording = DatagramRecording()
        let receiver = DatagramReceiver(
            "USER EVENTS", settings: ListeningReceiver.settings(port: port),
            loop: DatagramLoop(MultiThreadedEventLoopGroup.singleton.next()), surroundings: surroundings,
            logger: log.logger
        ) { RecordingHandler(recording) }
        try await withRunning([receiver], onEnd: { listens.finish() }) {
            for seconds in [1, 2, 4] {
                // The check of each minute, and the next attempt.
                await clock.untilSleeping(2)
                #expect(!receiver.counters.current.isListening)
                clock.advance(by: .seconds(seconds))
            }
            await clock.untilSleeping(2)
            other.close()
            clock.advance(by: .seconds(8))
            for await _ in listening { break }
            #expect(receiver.counters.current.isListening)
        }
        let errors = log.fullTexts.filter { $0.hasPrefix("error") }
        #expect(errors.count == 1)
        let error = try #require(errors.first)
        #expect(error.contains("USER EVENTS: cannot listen; continuing without, and trying again"))
        #expect(error.contains("cause=the port is in use"))
        #expect(error.contains("host=127.0.0.1") && error.contains("port=\(port)"))
        #expect(error.contains("change the port in \(ListeningReceiver.setting)"))
        #expect(log.texts.contains("notice: USER EVENTS: the port is there now"))
    }

    @Test func `says what to do for each kind of failure`() {
        func text(_ number: CInt) -> String {
            let failure = BindFailure(IOError(errnoCode: number, reason: "bind"), setting: "S")
            return "\(failure.cause); \(failure.advice)"
        }
        #expect(
            text(EADDRINUSE) == "the port is in use; end the other program that listens there, or change the port in S")
        #expect(text(EACCES).hasPrefix("it is not permitted; ports below 1024"))
        #expect(
            text(EADDRNOTAVAIL)
                == "this machine has no such address; set S.serverHost to an address of this machine, or to 0.0.0.0 for all"
        )
    }

    @Test(arguments: [
        ("203.0.113.77", "this machine has no such address"), ("nowhere.test", "there is no such host"),
    ])
    func `a host that cannot be had costs nobody else anything`(host: String, cause: String) async throws {
        let clock = TestClock()
        let log = LogCapture()
        var surroundings = DatagramReceiver.Surroundings(now: { .init(secondsSinceEpoch: 1) })
        surroundings.clock = clock
        surroundings.lookUp = { _ in .unknown }
        let recording = DatagramRecording()
        let receiver = DatagramReceiver(
            "USER EVENTS", settings: ListeningReceiver.settings(host: host),
            loop: DatagramLoop(MultiThreadedEventLoopGroup.singleton.next()), surroundings: surroundings,
            logger: log.logger
        ) { RecordingHandler(recording) }
        try await withRunning([receiver]) { await clock.untilSleeping(2) }
        let error = try #require(log.fullTexts.first { $0.hasPrefix("error") })
        #expect(error.contains("cause=\(cause)") && error.contains("host=\(host)"))
        #expect(!receiver.counters.current.isListening)
    }
}
