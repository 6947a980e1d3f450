// SPDX-License-Identifier: MIT

import MonitoringTestKit
import NIOCore
import NameLookup
import Synchronization
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(1))) struct AllowedSourcesTests {
    private let log = LogCapture()

    private static func addresses(_ texts: String...) throws -> HostAnswer {
        .addresses(try texts.map { try SocketAddress(ipAddress: $0, port: 0) })
    }

    private func sources(_ entries: [String], lookUp: @escaping HostLookup = { _ in .unknown }) -> AllowedSources {
        AllowedSources("USER EVENTS", entries, lookUp: lookUp, logger: log.logger)
    }

    private func ip(_ text: String) throws -> IPAddress { try #require(IPAddress(literal: text)) }

    @Test func `addresses count at once and are compared as bytes`() throws {
        let sources = sources(["10.1.2.3", "::1"])
        #expect(!sources.hasNames)
        #expect(sources.current == [try ip("10.1.2.3"), try ip("0:0:0:0:0:0:0:1")])
        #expect(try ip("10.1.2.3") == ip("::ffff:10.1.2.3"))
        #expect(try ip("10.1.2.3") != ip("::10.1.2.3"))
        #expect(IPAddress(literal: "sense.test") == nil)
    }

    @Test func `all addresses of a name count, and nobody without one`() async throws {
        let found = try Self.addresses("10.0.0.1", "10.0.0.2")
        let sources = sources(["a.test", "b.test", "10.9.9.9"]) { $0 == "a.test" ? found : .unknown }
        #expect(sources.current == [try ip("10.9.9.9")])
        await sources.refresh()
        #expect(sources.current == [try ip("10.9.9.9"), try ip("10.0.0.1"), try ip("10.0.0.2")])
        #expect(!sources.isComplete)
        #expect(log.texts == ["warning: USER EVENTS: an allowed source has no address, so its datagrams are refused"])
        #expect(log.lines.first?.metadata == ["source": "b.test", "cause": "there is no such host"])
        await sources.refresh()
        #expect(log.lines.count == 1)
    }

    @Test func `without an answer the last addresses stay, without a host they go`() async throws {
        let answer = Mutex(try Self.addresses("10.0.0.1"))
        let sources = sources(["a.test"]) { _ in answer.withLock { $0 } }
        await sources.refresh()
        answer.withLock { $0 = .failed("no server answers") }
        await sources.refresh()
        #expect(sources.current == [try ip("10.0.0.1")])
        answer.withLock { $0 = .unknown }
        await sources.refresh()
        #expect(sources.current.isEmpty)
        let last = try Self.addresses("10.0.0.2")
        answer.withLock { $0 = last }
        await sources.refresh()
        #expect(sources.current == [try ip("10.0.0.2")])
        #expect(
            log.texts == [
                "warning: USER EVENTS: an allowed source cannot be looked up, so its last addresses stay allowed",
                "warning: USER EVENTS: an allowed source has no address, so its datagrams are refused",
                "notice: USER EVENTS: an allowed source has an address again",
            ])
    }
}
