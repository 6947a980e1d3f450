// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

/// What is polled while the destination fails is there afterwards, once.
@Suite(.serialized)
struct OutageEndToEndTests {
    private func simulation(port: Int) async throws -> Simulation {
        try await Simulation(servers: 10, arguments: ["--influxdb-version", "1", "--influxdb-port", "\(port)"])
    }

    @Test func `nothing polled is missing or doubled after an outage in which the monitor was killed`() async throws {
        let influx = try await InfluxServer()
        let simulation = try await simulation(port: influx.port)
        var monitor = try simulation.startMonitor()
        #expect(
            try await poll { try await simulation.metric("butlersos_destination_written_total") > 600 })
        let folder = try await influx.stop()
        #expect(try await poll { try await simulation.metric("butlersos_destination_spooled") > 300 })

        let killed = Date().timeIntervalSince1970
        monitor.send(SIGKILL)
        _ = try await monitor.waitForExit()
        monitor = try simulation.startMonitor()
        #expect(try await monitor.waitForOutput("records from an earlier run wait on disk"))
        let restarted = Date().timeIntervalSince1970
        #expect(
            try await poll {
                let spooled = try await simulation.metric("butlersos_destination_spooled")
                return try await spooled > simulation.metric("butlersos_destination_recovered_total") + 300
            })

        let again = try await InfluxServer(port: influx.port, directory: folder)
        #expect(try await monitor.waitForOutput("destination takes records again", limit: .seconds(90)))
        #expect(try await poll { try await simulation.metric("butlersos_destination_spooled") == 0 })
        monitor.send(SIGTERM)
        #expect(try await monitor.waitForExit() == 0)

        let times = try await PointTimes(again)
        #expect(times.serverCount == 10)
        #expect(times.gaps(except: killed) == [])
        #expect(times.doubles(except: killed...restarted + 3) == [])
        // One interval, and the window in which points are in memory only.
        #expect(times.age(before: killed) < 1 + 1 + 0.6)
        let sessions = try await PointTimes(again, field: "session_count", of: "user_session_summary")
        #expect(sessions.serverCount == 10)
        #expect(sessions.gaps(except: killed) == [])
    }

    @Test(arguments: [
        FaultyGateway.Mode.internalServerError, .tooManyRequests, .hang, .closeMidBody,
    ])
    func `nothing is missing or doubled after a time of bad answers`(mode: FaultyGateway.Mode) async throws {
        let influx = try await InfluxServer()
        try await FaultyGateway.run(to: influx.port) { gateway in
            let simulation = try await simulation(port: gateway.port)
            let monitor = try simulation.startMonitor()
            #expect(
                try await poll {
                    try await simulation.metric("butlersos_destination_written_total") > 300
                })
            gateway.set(mode)
            #expect(
                try await poll {
                    let spooled = try await simulation.metric("butlersos_destination_spooled")
                    return spooled > 300 && gateway.count(mode) > 0
                }, "\(monitor.text)")
            gateway.set(.pass)
            #expect(
                try await poll { try await simulation.metric("butlersos_destination_spooled") == 0 },
                "\(monitor.text)")
            monitor.send(SIGTERM)
            #expect(try await monitor.waitForExit() == 0)
            let times = try await PointTimes(influx)
            #expect(times.serverCount == 10)
            #expect(times.gaps() == [])
            #expect(times.doubles() == [])
            #expect(!monitor.text.contains("dropped"), "\(monitor.text)")
        }
    }
}
