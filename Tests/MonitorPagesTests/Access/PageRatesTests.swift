// SPDX-License-Identifier: MIT

import MonitoringTestKit
import NIOCore
import Testing

@testable import MonitorPages

@Suite struct PageRatesTests {
    @Test func `addresses are counted apart, until there are too many of them`() {
        let clock = TestClock()
        let rates = PageRates(clock: clock)
        for _ in 0..<PageRates.requestLimit { #expect(rates.request(from: "a") == .admitted) }
        #expect(rates.request(from: "a") == .refused(seconds: 60))
        #expect(rates.request(from: "b") == .admitted)
        for number in 2..<PageRates.addressLimit { #expect(rates.request(from: "\(number)") == .admitted) }
        // From here on strangers share what one may ask, in groups.
        for _ in 0..<PageRates.requestLimit { #expect(rates.request(from: "x") == .admitted) }
        #expect(rates.request(from: "x") == .crowded(seconds: 60))
        let admitted = (0..<300).count { rates.request(from: "y\($0)") == .admitted }
        #expect(admitted > 200)
        #expect(rates.request(from: "b") == .admitted)
        clock.advance(by: .seconds(60))
        #expect(rates.request(from: "x") == .admitted)
        #expect(rates.request(from: "a") == .admitted)
    }

    @Test func `so many groups there are, and no more`() {
        let rates = PageRates(clock: TestClock())
        for number in 0..<PageRates.addressLimit { _ = rates.request(from: "\(number)") }
        for number in 0..<(2 * PageRates.groupLimit * PageRates.requestLimit) { _ = rates.request(from: "x\(number)") }
        #expect((0..<100).allSatisfy { rates.request(from: "y\($0)") == .crowded(seconds: 60) })
    }

    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1"), ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "net [32, 1, 13, 184, 0, 1, 0, 2]"),
        ("2001:db8:1:2::9", "net [32, 1, 13, 184, 0, 1, 0, 2]"), ("::1", "net [0, 0, 0, 0, 0, 0, 0, 0]"),
    ])
    func `a site of IPv6 is one`(address: String, name: String) throws {
        #expect(PageRates.name(of: try SocketAddress(ipAddress: address, port: 1)) == name)
    }

    @Test func `what has no address is counted too`() throws {
        #expect(PageRates.name(of: nil) == "unknown")
        #expect(PageRates.name(of: try SocketAddress(unixDomainSocketPath: "/x")) == "unknown")
    }
}
