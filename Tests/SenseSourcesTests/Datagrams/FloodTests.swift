// SPDX-License-Identifier: MIT

import Dispatch
import MonitoringTestKit
import SenseDatagrams
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(2))) struct FloodTests {
    @Test func `each datagram of a flood is counted once, also what the kernel drops`() async throws {
        let gate = DispatchSemaphore(value: 0)
        var settings = ListeningReceiver.settings()
        settings.receiveBuffer = 100_000
        let sent = 3000
        let result = try await ListeningReceiver.run(settings, gate: gate) { running in
            let sender = try running.sender()
            for index in 0..<sent { try sender.send(index.isMultiple(of: 10) ? "bad \(index)" : "good \(index)") }
            gate.signal()
            try await running.untilArrived(sent)
        }
        let counters = result.counters
        let kernel = try #require(counters.droppedByKernel)
        #expect(kernel > 0)
        #expect(counters.received + kernel == sent)
        #expect(counters.accepted + counters.dropped.values.reduce(0, +) == counters.received)
        #expect(counters.accepted == result.recording.texts.count { $0.hasPrefix("good") })
        // In order, and none twice.
        let numbers = result.recording.texts.compactMap { Int($0.split(separator: " ").last ?? "") }
        #expect(numbers == Array(Set(numbers)).sorted())
        #expect(counters.batches < counters.received)
        // Also those since the last minute.
        let told = result.log.lines.filter { $0.message.contains("the kernel dropped") }
        #expect(told.compactMap { $0.metadata["count"].flatMap { Int($0) } }.reduce(0, +) == kernel)
    }

    @Test func `a flood of refused datagrams is a line of each reason`() async throws {
        var settings = ListeningReceiver.settings()
        settings.allowedSources = ["127.0.0.2"]
        settings.maximumPerMinute = 10
        settings.maximumSize = 50
        let result = try await ListeningReceiver.run(settings) { running in
            let stranger = try running.sender()
            let sender = try running.sender(from: "127.0.0.2")
            for index in 1...1000 {
                try stranger.send("stranger \(index)")
                try sender.send(Array(repeating: 0x61, count: 51))
                try sender.send("bad")
                // No more than any kernel keeps.
                if index.isMultiple(of: 50) { try await running.untilArrived(3 * index) }
            }
        }
        #expect(
            result.counters.dropped == [
                .source: 1000, .size: 1000, .rateLimit: 990, .rejected(.tooFewFields): 10,
            ])
        // The first of each reason, and what is left at the end.
        let lines = result.log.lines.filter { $0.message == "USER EVENTS: datagrams dropped" }
        #expect(lines.count == 8)
        #expect(lines.compactMap { $0.metadata["count"] }.compactMap { Int($0) }.reduce(0, +) == 3000)
    }

    @Test func `what the kernel drops is told within a minute`() async throws {
        let gate = DispatchSemaphore(value: 0)
        var settings = ListeningReceiver.settings()
        settings.receiveBuffer = 10_000
        try await ListeningReceiver.run(settings, gate: gate) { running in
            let sender = try running.sender()
            for index in 0..<1000 { try sender.send("\(index)") }
            gate.signal()
            try await running.untilArrived(1000)
            await running.clock.untilSleeping(1)
            running.clock.advance(by: .seconds(60))
            await running.clock.untilSleeping(1)
            let line = try #require(running.log.fullTexts.first { $0.contains("the kernel dropped") })
            #expect(line.contains("count=\(running.counters.droppedByKernel ?? -1)"))
        }
    }
}
