// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import MonitoringTestKit
import NIOCore
import NameLookup
import Synchronization
import Testing

@testable import HTTPExchange

/// A name is found before a connection is made for it.
@Suite struct HTTPExchangeNamesTests {
    /// Asks for what nobody listens on, by a name service that answers with what it is told.
    private func failure(
        at host: String, through proxyHost: String? = nil, clock: TestClock = TestClock(),
        ask: @escaping @Sendable (String, @escaping @Sendable (HostAnswer) -> Void) -> Void
    ) async throws -> HTTPExchangeFailure? {
        let gate = NameGate(ask: ask)
        let request = HTTPClientRequest(url: "http://\(host):\(try FreePort.find())/")
        do throws(HTTPExchangeFailure) {
            _ = try await HTTPExchange.run(
                request, with: .shared, through: proxyHost, deadline: .seconds(5), maximumBodySize: 100, clock: clock,
                names: gate)
            return nil
        } catch { return error }
    }

    @Test func `who waits for a name in vain is told so at the deadline`() async throws {
        let clock = TestClock()
        async let failure = failure(at: "hangs.example", clock: clock) { _, _ in }
        await clock.untilSleeping()
        clock.advance(by: .seconds(5))
        let found = try await failure
        #expect(found?.kind == .hostNotFound)
        #expect(found?.message == "no name service tells where hangs.example is")
    }

    @Test(arguments: [
        (HostAnswer.unknown, "the host name nobody.example is not known to DNS"),
        (.failed("Temporary failure"), "no name service tells where nobody.example is"),
    ])
    func `a name that is not known is named`(answer: HostAnswer, message: String) async throws {
        let failure = try await failure(at: "nobody.example") { $1(answer) }
        #expect(failure?.kind == .hostNotFound)
        #expect(failure?.message == message)
    }

    @Test func `the name of the proxy is what is looked up, when there is one`() async throws {
        let asked = Mutex<[String]>([])
        let failure = try await failure(at: "server.example", through: "proxy.example") { name, answer in
            asked.withLock { $0.append(name) }
            answer(.unknown)
        }
        #expect(
            failure?.message
                == "the proxy proxy.example cannot be reached: the host name proxy.example is not known to DNS")
        #expect(asked.withLock { $0 } == ["proxy.example"])
    }

    @Test func `a host that cannot be reached is looked up again the next time`() async throws {
        let asked = Mutex(0)
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: 0)
        let gate = NameGate { _, answer in
            asked.withLock { $0 += 1 }
            answer(.addresses([address]))
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .forExchanges())
        let request = HTTPClientRequest(url: "http://localhost:\(try FreePort.find())/")
        for count in 1...3 {
            do throws(HTTPExchangeFailure) {
                _ = try await HTTPExchange.run(
                    request, with: client, deadline: .seconds(60), maximumBodySize: 100, names: gate)
                Issue.record("somebody listens where nobody should")
            } catch { #expect(error.kind == .connectionRefused) }
            #expect(asked.withLock { $0 } == count)
        }
        try await client.shutdown()
    }
}
