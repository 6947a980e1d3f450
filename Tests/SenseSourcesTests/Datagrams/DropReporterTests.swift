// SPDX-License-Identifier: MIT

import MonitoringTestKit
import NIOCore
import SenseDatagrams
import Testing

@testable import SenseSources

@Suite struct DropReporterTests {
    private let log = LogCapture()

    @Test func `a line tells the reason, the number and the first of them`() throws {
        let reporter = DropReporter("LOG EVENTS", logger: log.logger)
        let four = try SocketAddress(ipAddress: "10.1.2.3", port: 4000)
        let six = try SocketAddress(ipAddress: "::1", port: 5000)
        reporter.add(.size, at: .zero, from: six, "first")
        reporter.add(.size, at: .seconds(1), from: four, "second")
        reporter.add(.size, at: .seconds(2), from: six, "third")
        reporter.tellDue(at: .seconds(59))
        reporter.tellDue(at: .seconds(60))
        reporter.tellRest()
        #expect(
            log.fullTexts == [
                "warning: LOG EVENTS: datagrams dropped count=1 first_datagram=first first_source=[::1]:5000 reason=size",
                "warning: LOG EVENTS: datagrams dropped count=2 first_datagram=second first_source=10.1.2.3:4000 "
                    + "reason=size",
            ])
    }

    @Test func `what the configuration wants so is told to nobody, nor looked at`() throws {
        let reporter = DropReporter("LOG EVENTS", logger: log.logger)
        let source = try SocketAddress(ipAddress: "10.1.2.3", port: 4000)
        func excerpt() -> String {
            Issue.record("somebody looks at it")
            return ""
        }
        for reason: RejectionReason in [.droppedByRule, .excludedUser, .filtered, .notMonitored] {
            reporter.add(.rejected(reason), at: .zero, from: source, excerpt())
        }
        reporter.tellDue(at: .seconds(60))
        reporter.tellRest()
        #expect(log.lines.isEmpty)
    }

    @Test func `every reason has a name of its own`() {
        let drops = [.source, .size, .rateLimit, .queueFull] + RejectionReason.allCases.map(DatagramDrop.rejected)
        #expect(Set(drops.map(\.label)).count == drops.count)
        #expect(drops.prefix(4).map(\.label) == ["source", "size", "rate-limit", "queue-full"])
        #expect(
            drops.filter { !$0.isWorthTelling }.map(\.label) == [
                "dropped-by-rule", "excluded-user", "filtered", "not-monitored",
            ])
    }
}
