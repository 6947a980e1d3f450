// SPDX-License-Identifier: MIT

import Destinations
import MetricsExposition
import Monitoring
import SenseSources
import Testing

@Suite struct PrometheusDestinationTests {
    private static let time = Timestamp(secondsSinceEpoch: 1)
    private static let late = PollFailure(.timeout, "late")
    private static let first = MonitoredServer(name: "a", host: "a:4747", description: "d")
    private static let second = MonitoredServer(name: "b", host: "b:4747", description: "")
    private static let firstLabels = "{host=\"a\",server_name=\"a\",server_description=\"d\"}"
    private static let secondLabels = "{host=\"b\",server_name=\"b\",server_description=\"\"}"

    private let destination = PrometheusDestination(servers: [first, second])

    private var page: MetricsPage { MetricsPage(destination.families()) }

    private func succeed(_ server: MonitoredServer, _ health: EngineHealth = EngineHealth(cpuTotal: 3)) {
        destination.receive(.engineHealth(health, server: server, at: Self.time))
    }

    private func fail(_ server: MonitoredServer, _ failure: PollFailure = late, times: Int = 1) {
        for _ in 0..<times { destination.receive(.pollFailed(failure, server: server, at: Self.time)) }
    }

    @Test func `shows what the recorded site shows, value by value and in the same order`() throws {
        func server(_ number: Int, _ description: String, _ group: String, _ place: String) -> MonitoredServer {
            MonitoredServer(
                name: "server\(number)", host: "127.0.0.\(number):4747", description: description,
                extraTags: [
                    Tag("server_group", group), Tag("serverLocation", place), Tag("server_type", "virtual"),
                    Tag("serverBrand", "Dell, Inc"),
                ])
        }
        let servers = [
            server(1, "First server, with = and space", "DEV", "Asia"), server(2, "Server 2", "PROD", "Europe"),
        ]
        let destination = PrometheusDestination(servers: servers)
        // They answer in another order than they are configured.
        for server in servers.reversed() {
            let health = try EngineHealthDecoder.decode(Array(Cases.data("Prometheus/recorded/\(server.name).json")))
            destination.receive(.engineHealth(health, server: server, at: Self.time))
        }
        let page = MetricsPage(destination.families())
        let expected = MetricsPage(try Cases.text("Prometheus/recorded/expected.txt"))
        #expect(expected.samples.count == 40)
        #expect(Array(page.samples.prefix(40)) == expected.samples)
        #expect(Array(page.names.prefix(20)) == expected.names)
    }

    @Test func `shows help and type of every metric before the first poll`() {
        let text = String(decoding: ExpositionEncoder.encode(destination.families()), as: UTF8.self)
        for name in ["butlersos_apps_calls", "butlersos_users_total", "butlersos_engine_metadata", "butlersos_up"] {
            #expect(text.contains("# HELP \(name) "))
            #expect(text.contains("# TYPE \(name) gauge\n"))
        }
        #expect(page["butlersos_up"].isEmpty)
        #expect(page["butlersos_cpu_total"].isEmpty)
    }

    @Test func `has each metric once`() {
        let names = destination.families().map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test func `keeps the figures of one server when another fails`() {
        succeed(Self.first)
        fail(Self.second)
        #expect(page["butlersos_cpu_total"] == [Self.firstLabels: 3])
        #expect(page["butlersos_up"] == [Self.firstLabels: 1, Self.secondLabels: 0])
    }

    @Test func `drops the figures of a server after three failures in a row`() {
        succeed(Self.first)
        fail(Self.first, times: 2)
        #expect(page["butlersos_cpu_total"] == [Self.firstLabels: 3])
        #expect(page["butlersos_up"] == [Self.firstLabels: 0])
        fail(Self.first)
        #expect(page["butlersos_cpu_total"].isEmpty)
        #expect(page["butlersos_engine_metadata"].isEmpty)
        #expect(page["butlersos_up"] == [Self.firstLabels: 0])
        succeed(Self.first)
        #expect(page["butlersos_cpu_total"] == [Self.firstLabels: 3])
        #expect(page["butlersos_up"] == [Self.firstLabels: 1])
    }

    @Test func `counts only failures in a row`() {
        succeed(Self.first)
        fail(Self.first, times: 2)
        succeed(Self.first)
        fail(Self.first, times: 2)
        #expect(page["butlersos_cpu_total"] == [Self.firstLabels: 3])
    }

    @Test func `counts polls and failures by category`() {
        succeed(Self.first)
        fail(Self.first, times: 4)
        fail(Self.first, PollFailure(.connectionRefused, "refused"))
        #expect(page["butlersos_polls_total"]["{kind=\"health\",server_name=\"a\"}"] == 6)
        #expect(page["butlersos_polls_total"]["{kind=\"health\",server_name=\"b\"}"] == 0)
        #expect(
            page["butlersos_poll_errors_total"] == [
                "{kind=\"health\",server_name=\"a\",category=\"connection_refused\"}": 1,
                "{kind=\"health\",server_name=\"a\",category=\"timeout\"}": 4,
            ])
        let counters = destination.families().filter { $0.kind == .counter }.map(\.name)
        #expect(counters == ["butlersos_polls_total", "butlersos_poll_errors_total"])
    }

    @Test func `replaces the engine's version instead of adding one`() {
        succeed(Self.first, EngineHealth(version: "1", started: "x"))
        succeed(Self.first, EngineHealth(version: "2", started: "y"))
        #expect(
            page["butlersos_engine_metadata"] == [
                Self.firstLabels.dropLast() + ",engine_version=\"2\",engine_started=\"y\"}": 1
            ])
    }

    @Test func `leaves out what the engine left out`() {
        succeed(Self.first, EngineHealth(memory: .init(free: 1), apps: .init(loaded: ["x"]), saturated: false))
        #expect(page["butlersos_mem_free"] == [Self.firstLabels: 1_048_576])
        #expect(page["butlersos_mem_committed"].isEmpty)
        #expect(page["butlersos_apps_loadeddocs_total"] == [Self.firstLabels: 1])
        #expect(page["butlersos_apps_activedocs_total"].isEmpty)
        #expect(page["butlersos_cache_saturated"] == [Self.firstLabels: 0])
        #expect(page["butlersos_cpu_total"].isEmpty)
    }

    @Test func `repairs label names`() {
        let server = MonitoredServer(
            name: "c", host: "c", description: "d", extraTags: [Tag("server-type", "virtual"), Tag("2nd", "x \"y\"")])
        succeed(server)
        #expect(
            page["butlersos_up"] == [
                "{host=\"c\",server_name=\"c\",server_description=\"d\",server_type=\"virtual\",_nd=\"x \\\"y\\\"\"}": 1
            ])
    }

    @Test func `has no label name twice in a series`() {
        let server = MonitoredServer(
            name: "c", host: "c", description: "d",
            extraTags: [Tag("a-b", "1"), Tag("a.b", "2"), Tag("engine_version", "3"), Tag("engine-started", "4")])
        succeed(server, EngineHealth(version: "1", started: "x", cpuTotal: 3))
        fail(server)
        for family in destination.families() {
            for sample in family.samples {
                let names = sample.labels.map(\.name)
                #expect(Set(names).count == names.count, "\(family.name)")
            }
        }
    }

    @Test func `takes a server in that was not announced`() {
        let late = MonitoredServer(name: "z", host: "z", description: "")
        succeed(late)
        succeed(Self.first)
        #expect(page.samples.filter { $0.name == "butlersos_cpu_total" }.map(\.series).last?.contains("\"z\"") == true)
    }
}
