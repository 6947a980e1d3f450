// SPDX-License-Identifier: MIT

import HTTPTypes
import HummingbirdTesting
import MonitoringTestKit
import TelemetryWire
import Testing

/// How often an installation may send.
struct SenderRateRoutesTests {
    private let collector = Collector(.init(messagesPerInstallation: 2))
    private let sender = Sender()

    @Test func `asks an installation that sends too much to wait`() async throws {
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        #expect(try await collector.send(sender, counter: 2, hour: 1).status == .accepted)
        let response = try await collector.send(sender, counter: 3, hour: 2)
        #expect(response.status == .tooManyRequests)
        #expect(response.problem == "too-many-messages")
        #expect(response.headers[.retryAfter] == "1800")
        #expect(collector.counts() == ["schema_version=2": 2, "reason=too-many-messages": 1])
        #expect(try await collector.request(.get, sender, counter: 4).status == .tooManyRequests)
        collector.time.advance(by: .seconds(1800))
        #expect(try await collector.send(sender, counter: 3, hour: 2).status == .accepted)
        #expect(collector.log.lines.isEmpty)
    }

    @Test func `what is not the sender's own costs it nothing`() async throws {
        let body = sender.body()
        for _ in 0..<5 {
            var headers = try sender.headers(for: body, counter: 1)
            headers[.telemetryCounter] = "2"
            #expect(try await collector.send(.post, TelemetryHTTP.reportPath, body, headers).status == .unauthorized)
        }
        // A stranger signs properly, but with a key of its own.
        let stranger = Sender(id: sender.id)
        #expect(try await collector.send(sender, counter: 1).status == .accepted)
        for counter in 1...2 as ClosedRange<UInt64> {
            #expect(try await collector.send(stranger, counter: counter).status == .conflict)
        }
        #expect(try await collector.send(stranger, counter: 3).status == .tooManyRequests)
        #expect(try await collector.send(sender, counter: 2, hour: 1).status == .accepted)
    }

    @Test func `counts unsigned messages that are valid`() async throws {
        let message = try Collector.publishedMessage()
        for _ in 0..<5 { #expect(try await collector.sendV1(Array("{}".utf8)).status == .unprocessableContent) }
        for _ in 0..<2 { #expect(try await collector.sendV1(message).status == .accepted) }
        #expect(try await collector.sendV1(message).status == .tooManyRequests)
        let other = try Collector.publishedMessage(id: String(repeating: "ef", count: 32))
        #expect(try await collector.sendV1(other).status == .accepted)
    }
}
