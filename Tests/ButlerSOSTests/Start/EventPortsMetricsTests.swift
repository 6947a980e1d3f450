// SPDX-License-Identifier: MIT

import MetricsExposition
import Monitoring
import NIOCore
import SenseDatagrams
import Testing

@testable import ButlerSOS
@testable import SenseSources

@Suite(.timeLimit(.minutes(1))) struct EventPortsMetricsTests {
    /// The lines of all samples, and those that tell types.
    private func lines(_ ports: EventPorts) -> [String] {
        String(decoding: ExpositionEncoder.encode(ports.families()), as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("# HELP") }.map(String.init)
    }

    @Test func `without a port there is nothing to tell`() async throws {
        try await EventPortsSite.with { ports, _ in #expect(ports.families().isEmpty) }
    }

    @Test func `a port that was never open tells nothing that it does not know`() async throws {
        try await EventPortsSite.with(EventPortsSite.log) { ports, _ in
            let labels = #"{queue_type="log_events"}"#
            #expect(
                lines(ports) == [
                    "# TYPE butlersos_events_total counter",
                    "# TYPE butlersos_datagrams_total counter", "butlersos_datagrams_total\(labels) 0",
                    "# TYPE butlersos_datagram_bytes_total counter", "butlersos_datagram_bytes_total\(labels) 0",
                    "# TYPE butlersos_datagrams_dropped_total counter",
                    "# TYPE butlersos_datagrams_dropped_by_kernel_total counter",
                    "# TYPE butlersos_datagram_receive_buffer_bytes gauge",
                    "# TYPE butlersos_datagrams_waiting gauge", "butlersos_datagrams_waiting\(labels) 0",
                    "# TYPE butlersos_datagram_handling_seconds_total counter",
                    "butlersos_datagram_handling_seconds_total\(labels) 0",
                    "# TYPE butlersos_datagram_port_up gauge", "butlersos_datagram_port_up\(labels) 0",
                ])
            #expect(ports.families().allSatisfy { !$0.help.isEmpty })
        }
    }

    @Test func `tells what was counted, by port`() async throws {
        try await EventPortsSite.with(EventPortsSite.user, EventPortsSite.log) { ports, _ in
            let (user, log) = (try #require(ports.user), try #require(ports.log))
            try user.handle(SampleDatagram.user("alice"), SampleDatagram.user("bob"))
            try log.handle(SampleDatagram.log("1"), "hello")
            var batch = DatagramBatch()
            batch.received = 9
            batch.bytes = 900
            batch.queued = 4
            batch.accepted = 2
            batch.dropped = [.source: 1, .size: 3, .rateLimit: 1, .rejected(.empty): 2]
            user.receiver.counters.end(batch, waiting: 3, took: .milliseconds(1500), rate: nil, isUnderPressure: false)
            // Where nobody listens, so that the kernel has nothing to say.
            let address = try SocketAddress(ipAddress: "127.0.0.1", port: 9)
            user.receiver.counters.listens(at: address, receiveBuffer: 4096)
            user.receiver.counters.sawKernelDrops(7, of: try #require(user.receiver.counters.socket))
            let samples = lines(ports).filter { !$0.hasPrefix("#") }
            let (users, logs) = (#"queue_type="user_events""#, #"queue_type="log_events""#)
            #expect(
                samples == [
                    "butlersos_events_total{\(users),source=\"qseow-proxy-connection\",host=\"QS-PROXY\","
                        + "subsystem=\"AppAccess\"} 2",
                    "butlersos_events_total{\(logs),source=\"qseow-proxy\",host=\"QS-PROXY\","
                        + "subsystem=\"System.Proxy\"} 1",
                    "butlersos_events_total{\(logs),source=\"Unknown\",host=\"Unknown\",subsystem=\"Unknown\"} 1",
                    "butlersos_datagrams_total{\(users)} 9", "butlersos_datagrams_total{\(logs)} 0",
                    "butlersos_datagram_bytes_total{\(users)} 900", "butlersos_datagram_bytes_total{\(logs)} 0",
                    "butlersos_datagrams_dropped_total{\(users),reason=\"empty\"} 2",
                    "butlersos_datagrams_dropped_total{\(users),reason=\"rate-limit\"} 1",
                    "butlersos_datagrams_dropped_total{\(users),reason=\"size\"} 3",
                    "butlersos_datagrams_dropped_total{\(users),reason=\"source\"} 1",
                    "butlersos_datagrams_dropped_by_kernel_total{\(users)} 7",
                    "butlersos_datagram_receive_buffer_bytes{\(users)} 4096",
                    "butlersos_datagrams_waiting{\(users)} 3", "butlersos_datagrams_waiting{\(logs)} 0",
                    "butlersos_datagram_handling_seconds_total{\(users)} 1.5",
                    "butlersos_datagram_handling_seconds_total{\(logs)} 0",
                    "butlersos_datagram_port_up{\(users)} 1", "butlersos_datagram_port_up{\(logs)} 0",
                ])
        }
    }

    @Test func `the figures that are stored do not take these away`() async throws {
        let counts = "qlikSenseEvents: {influxdb: {enable: true}, eventCount: {enable: true}}"
        try await EventPortsSite.with(counts, EventPortsSite.log, influxDB: EventPortsSite.influxDB) { ports, _ in
            let log = try #require(ports.log)
            try log.handle(SampleDatagram.log("1"))
            let before = lines(ports)
            #expect(!log.tally.take().received.isEmpty)
            #expect(lines(ports) == before)
        }
    }
}
