// SPDX-License-Identifier: MIT

import HTTPListener
import HTTPTypes
import MonitoringTestKit
import NIOCore
import Testing

@testable import MonitorPages

/// What comes from more addresses than a test has.
@Suite struct PageGateTests {
    private static let token = "0123456789abcdef"

    private func request(_ token: String?) -> HTTPRequest {
        HTTPRequest(
            method: .get, scheme: "http", authority: "page.example", path: "/",
            headerFields: token.map { [.authorization: "Bearer \($0)"] } ?? [:])
    }

    @Test func `thousands who guess cost nobody who has the token`() throws {
        let clock = TestClock()
        let gate = PageGate(
            ListenAddress(host: "0.0.0.0", port: 1, setting: "x"), token: Self.token, rates: PageRates(clock: clock),
            refusals: RefusalLog(page: "PAGE", clock: clock, logger: LogCapture().logger))
        func peer(_ number: Int) throws -> SocketAddress {
            try SocketAddress(ipAddress: "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)", port: 1)
        }
        var unauthorized = 0
        for round in 0..<8 {
            for number in 0..<5000 {
                let refusal = gate.refusal(of: request("guess-\(round)-\(number)"), from: try peer(number))
                if refusal == .unauthorized { unauthorized += 1 }
            }
        }
        // Ten of each group's are told that they are wrong.
        #expect(unauthorized <= 8 * PageRates.addressLimit + 10 * PageRates.groupLimit)
        for number in [0, 4999, 9999, 100_000] {
            #expect(gate.refusal(of: request(Self.token), from: try peer(number)) == nil)
        }
        #expect(gate.refusal(of: request(nil), from: try peer(100_000)) == .tooManyRequests(seconds: 60))
        // Of its own address, everything counts.
        for _ in 0..<PageRates.requestLimit { _ = gate.refusal(of: request(Self.token), from: try peer(1)) }
        #expect(gate.refusal(of: request(Self.token), from: try peer(1)) == .tooManyRequests(seconds: 60))
    }
}
