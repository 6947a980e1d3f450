// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MonitoringTestKit
import NIOCore
import Synchronization
import TelemetryDashboard
import TelemetryWire

/// All routes over a sample reader, on a clock that stands still.
final class DashboardSite: Sendable {
    let reader: SampleReader
    let clock = TestClock()
    private let routes: DashboardRoutes<BasicRequestContext>
    private let prefix: RouterPath
    private let failures: Failures

    init(
        _ state: SampleReader.State = .full, fleet: SampleFleet = SampleFleet(), prefix: RouterPath = "",
        notice: String? = nil
    ) throws {
        let failures = Failures()
        self.failures = failures
        self.prefix = prefix
        reader = SampleReader(state, fleet: fleet)
        let coffee = ServiceTitle(name: "coffee", title: "Coffee")
        routes = try DashboardRoutes(
            reader: reader, services: [.sample, coffee], notice: notice, today: { SampleFleet.today }, clock: clock,
            storeFailed: { failures.note($0) })
    }

    /// What the routes told about a store that failed.
    var told: [String] { failures.all }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        let router = Router()
        routes.addPublicRoutes(to: router.group(prefix))
        routes.addPrivateRoutes(to: router.group(prefix))
        return try await Application(router: router).test(.router) { client in
            try await client.execute(uri: path, method: .get, headers: headers)
        }
    }

    /// The text under a path, whatever the status.
    func text(_ path: String) async throws -> String { String(buffer: try await get(path).body) }

    private final class Failures: Sendable {
        private let noted = Mutex<[String]>([])

        var all: [String] { noted.withLock { $0 } }

        func note(_ error: any Error) -> Int {
            noted.withLock { $0.append("\(error)") }
            return 60
        }
    }
}
