// SPDX-License-Identifier: MIT

import Dispatch
import MonitoringTestKit
import NIOCore
import NameLookup
import SenseDatagrams
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(2))) struct DatagramReceiverTests {
    @Test func `gives each datagram with its source to the handler`() async throws {
        try await ListeningReceiver.run { running in
            let sender = try running.sender()
            try sender.send("one")
            try sender.send("two")
            try await running.untilArrived(2)
            #expect(running.recording.texts == ["one", "two"])
            #expect(running.recording.sources.first?.ipAddress == "127.0.0.1")
            #expect(running.recording.sources.first?.port == sender.port)
            let counters = running.counters
            #expect(counters.isListening)
            #expect(counters.received == 2 && counters.accepted == 2 && counters.bytes == 6)
            #expect(counters.dropped.isEmpty && counters.droppedByKernel == 0)
        }
    }

    @Test func `takes no bytes, the most bytes, and bytes that are no text, and loses no neighbour`() async throws {
        let strange: [[UInt8]] = [
            [], Array(repeating: 0x41, count: 65_507), [0xff, 0xfe, 0x00, 0x0a], Array("bad;\u{1b}[31m\n".utf8),
            Array(repeating: 0x3b, count: 4000), [0x00],
        ]
        let result = try await ListeningReceiver.run { running in
            let sender = try running.sender()
            for (index, datagram) in strange.enumerated() {
                try sender.send(datagram)
                try sender.send("good \(index)")
            }
            try await running.untilArrived(2 * strange.count)
            let expected = strange.enumerated().flatMap { [$1, Array("good \($0)".utf8)] }
            #expect(running.recording.datagrams == expected)
        }
        #expect(result.counters.accepted == 10)
        #expect(result.counters.dropped == [.rejected(.empty): 1, .rejected(.tooFewFields): 1])
        let line = try #require(result.log.fullTexts.first { $0.contains("reason=too-few-fields") })
        #expect(line.contains("count=1") && line.contains(#"first_datagram=bad;\u{1B}[31m\n"#))
        #expect(line.contains("first_source=127.0.0.1:"))
    }

    @Test func `drops what is longer than allowed and takes what is just as long`() async throws {
        var settings = ListeningReceiver.settings()
        // A power of two, so that the memory that is read into has no room left over by chance.
        settings.maximumSize = 128
        try await ListeningReceiver.run(settings) { running in
            let sender = try running.sender()
            for size in [128, 129, 65_507, 1] { try sender.send(Array(repeating: 0x61, count: size)) }
            try await running.untilArrived(4)
            #expect(running.recording.datagrams.map(\.count) == [128, 1])
            #expect(running.counters.dropped == [.size: 2])
        }
    }

    @Test func `takes only the allowed sources`() async throws {
        var settings = ListeningReceiver.settings()
        settings.allowedSources = ["127.0.0.2", "sense.test"]
        let answer = HostAnswer.addresses([try SocketAddress(ipAddress: "127.0.0.3", port: 0)])
        try await ListeningReceiver.run(settings, lookUp: { $0 == "sense.test" ? answer : .unknown }) { running in
            for host in ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"] {
                try running.sender(from: host).send("from \(host)")
            }
            try await running.untilArrived(4)
            #expect(running.recording.texts == ["from 127.0.0.2", "from 127.0.0.3"])
            #expect(running.counters.dropped == [.source: 2])
            #expect(running.receiver.counters.queueMetrics().received == 2)
        }
    }

    @Test func `takes nothing if no source is allowed`() async throws {
        var settings = ListeningReceiver.settings()
        settings.allowedSources = []
        try await ListeningReceiver.run(settings) { running in
            try running.sender().send("hello")
            try await running.untilArrived(1)
            #expect(running.counters.dropped == [.source: 1] && running.counters.accepted == 0)
            #expect(
                running.log.texts.contains("warning: USER EVENTS: no source is allowed, so every datagram is refused"))
        }
    }

    @Test func `follows a source to its new address`() async throws {
        var settings = ListeningReceiver.settings()
        settings.allowedSources = ["sense.test"]
        let clock = TestClock()
        let before = HostAnswer.addresses([try SocketAddress(ipAddress: "127.0.0.2", port: 0)])
        let after = HostAnswer.addresses([try SocketAddress(ipAddress: "127.0.0.3", port: 0)])
        let lookUp: HostLookup = { _ in clock.now.offset < .seconds(300) ? before : after }
        try await ListeningReceiver.run(settings, clock: clock, lookUp: lookUp) { running in
            // The checks of each minute, and the next look.
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(300))
            await clock.untilSleeping(2)
            try running.sender(from: "127.0.0.2").send("old")
            try running.sender(from: "127.0.0.3").send("new")
            try await running.untilArrived(2)
            #expect(running.recording.texts == ["new"])
        }
    }

    @Test func `lets so many pass in a minute, of all senders together`() async throws {
        var settings = ListeningReceiver.settings()
        settings.maximumPerMinute = 3
        settings.maximumSize = 10
        try await ListeningReceiver.run(settings) { running in
            let senders = [try running.sender(), try running.sender(from: "127.0.0.2")]
            // What is dropped for its size does not count.
            try senders[0].send(Array(repeating: 0x61, count: 11))
            for index in 0..<5 { try senders[index % 2].send("\(index)") }
            try await running.untilArrived(6)
            #expect(running.counters.dropped == [.size: 1, .rateLimit: 2])
            running.clock.advance(by: .seconds(60))
            try senders[1].send("6")
            try await running.untilArrived(7)
            #expect(running.recording.texts.count == 4 && running.recording.texts.last == "6")
        }
    }

    @Test func `hears IPv6 senders, and IPv4 senders under their own address`() async throws {
        var settings = ListeningReceiver.settings(host: "::")
        settings.allowedSources = ["127.0.0.2", "::1"]
        try await ListeningReceiver.run(settings) { running in
            try running.sender(to: "::1").send("six")
            try running.sender(from: "127.0.0.2").send("four")
            try running.sender(from: "127.0.0.3").send("stranger")
            try await running.untilArrived(3)
            #expect(running.recording.texts == ["six", "four"])
            #expect(running.counters.dropped == [.source: 1] && running.counters.droppedByKernel == 0)
        }
    }

    @Test func `binds the address that a name stands for`() async throws {
        let answer = HostAnswer.addresses([try SocketAddress(ipAddress: "127.0.0.1", port: 0)])
        try await ListeningReceiver.run(ListeningReceiver.settings(host: "monitor.test"), lookUp: { _ in answer }) {
            #expect($0.address.ipAddress == "127.0.0.1")
        }
    }

    @Test func `tells a small buffer, and what to set`() async throws {
        var settings = ListeningReceiver.settings()
        settings.receiveBuffer = 65_536
        let small = try await ListeningReceiver.run(settings) { _ in }
        #expect(small.counters.receiveBuffer == 65_536)
        let advice = try #require(small.log.fullTexts.first { $0.contains("small receive buffer") })
        #expect(advice.contains("advice=sysctl -w net.core.rmem_max=65536"))
        #expect(advice.contains("receive_buffer=65536"))
        #expect(!small.counters.isListening)
    }

    @Test(arguments: [7, 100, 100_000])
    func `takes at its end what the kernel still keeps, however many may wait`(maximumWaiting: Int) async throws {
        let gate = DispatchSemaphore(value: 0)
        let clock = TestClock()
        var settings = ListeningReceiver.settings()
        settings.maximumWaiting = maximumWaiting
        // The handler stands still until the end looks whether something is left.
        let readFile: @Sendable (String) -> String? = { path in
            if clock.now.offset > .zero { gate.signal() }
            return KernelSocketTable.system(path)
        }
        let result = try await ListeningReceiver.run(settings, clock: clock, gate: gate, readFile: readFile) {
            running in
            let sender = try running.sender()
            for index in 0..<300 { try sender.send("\(index)") }
            clock.advance(by: .seconds(1))
        }
        #expect(result.recording.texts == (0..<300).map(String.init))
        #expect(result.counters.accepted == 300 && result.counters.largestBatch <= maximumWaiting)
        #expect(result.counters.waiting == 0)
    }
}
