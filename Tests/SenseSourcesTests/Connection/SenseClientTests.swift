// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringTestKit
import SenseSimulator
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(1))) struct SenseClientTests {
    @Test func `gives the body of a good answer`() async throws {
        try await SimulatedServers.run(1) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20))
            let body = try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [])
            #expect(try EngineHealthDecoder.decode(body) == site.health(ofServer: 1))
            await client.shutDown()
        }
    }

    @Test func `takes a path that is not there for a failure`() async throws {
        try await SimulatedServers.run(1) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20))
            let failure = await #expect(throws: PollFailure.self) {
                try await client.get("/elsewhere", from: site.servers[0].host, headers: [])
            }
            #expect(failure?.category == .notFound)
            await client.shutDown()
        }
    }

    @Test func `finds files that appear after a failure`() async throws {
        try await SimulatedServers.run(1) { site in
            let away = site.directory.file("away.pem")
            try FileManager.default.moveItem(atPath: site.files.key, toPath: away)
            let client = SenseClient(files: site.files, timeout: .seconds(20))
            let failure = await #expect(throws: PollFailure.self) {
                try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [])
            }
            #expect(failure?.category == .certificateError)
            #expect(failure?.message == "\(site.files.key) cannot be read: No such file or directory")
            try FileManager.default.moveItem(atPath: away, toPath: site.files.key)
            let body = try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [])
            #expect(!body.isEmpty)
            await client.shutDown()
        }
    }

    @Test func `uses renewed files without a restart`() async throws {
        try await SimulatedServers.run(1) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20))
            _ = try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [])
            // Certificates of another site: the server does not let them in, so they must be in use.
            let other = try SimulatorCertificates(servers: 1, now: Date().timeIntervalSince1970)
            try other.write(to: OutputDirectory(creating: site.directory.path))
            let failure = await #expect(throws: PollFailure.self) {
                try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [])
            }
            #expect(failure?.category == .certificateError)
            await client.shutDown()
        }
    }
}
