// SPDX-License-Identifier: MIT

import Foundation
import Monitoring
import MonitoringTestKit
import SenseSimulator
import Testing

@testable import SenseSources

@Suite(.timeLimit(.minutes(3))) struct SenseClientTests {
    /// The bytes as they came.
    private let raw: @Sendable ([UInt8]) throws(PollFailure) -> [UInt8] = { (bytes) throws(PollFailure) in bytes }

    @Test func `gives the body of a good answer`() async throws {
        try await SimulatedServers.run(1) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            let body = try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [], decode: raw)
            #expect(try EngineHealthDecoder.decode(body) == site.health(ofServer: 1))
            await client.shutDown()
        }
    }

    @Test func `takes a path that is not there for a failure`() async throws {
        try await SimulatedServers.run(1) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            let failure = await #expect(throws: PollFailure.self) {
                try await client.get("/elsewhere", from: site.servers[0].host, headers: [], decode: raw)
            }
            #expect(failure?.category == .notFound)
            await client.shutDown()
        }
    }

    @Test func `finds files that appear after a failure`() async throws {
        try await SimulatedServers.run(1) { site in
            let away = site.directory.file("away.pem")
            try FileManager.default.moveItem(atPath: site.files.key, toPath: away)
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            let failure = await #expect(throws: PollFailure.self) {
                try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [], decode: raw)
            }
            #expect(failure?.category == .certificateError)
            #expect(failure?.message == "\(site.files.key) cannot be read: No such file or directory")
            try FileManager.default.moveItem(atPath: away, toPath: site.files.key)
            let body = try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [], decode: raw)
            #expect(!body.isEmpty)
            await client.shutDown()
        }
    }

    @Test func `uses renewed files without a restart`() async throws {
        try await SimulatedServers.run(1) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            _ = try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [], decode: raw)
            // Certificates of another site: the server does not let them in, so they must be in use.
            let other = try SimulatorCertificates(servers: 1, now: Date().timeIntervalSince1970)
            try other.write(to: OutputDirectory(creating: site.directory.path))
            let failure = await #expect(throws: PollFailure.self) {
                try await client.get("/engine/healthcheck", from: site.servers[0].host, headers: [], decode: raw)
            }
            #expect(failure?.category == .certificateError)
            await client.shutDown()
        }
    }

    @Test func `goes on with the old files while the new ones do not fit together, and says so once`() async throws {
        try await SimulatedServers.run(1) { site in
            let log = LogCapture()
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: log.logger)
            let host = site.servers[0].host
            _ = try await client.get("/engine/healthcheck", from: host, headers: [], decode: raw)
            let key = try String(contentsOfFile: site.files.key, encoding: .utf8)
            try "half of a key".write(toFile: site.files.key, atomically: true, encoding: .utf8)
            for _ in 0..<3 { _ = try await client.get("/engine/healthcheck", from: host, headers: [], decode: raw) }
            #expect(log.texts == ["error: CERT: the changed files cannot be used, going on with the old ones"])
            try key.write(toFile: site.files.key, atomically: true, encoding: .utf8)
            _ = try await client.get("/engine/healthcheck", from: host, headers: [], decode: raw)
            #expect(log.texts.last == "notice: CERT: the changed files are in use")
            await client.shutDown()
        }
    }

    @Test func `tells which call an answer came from that cannot be used`() async throws {
        try await SimulatedServers.run(1) { site in
            let client = SenseClient(files: site.files, timeout: .seconds(20), logger: LogCapture().logger)
            let failure = await #expect(throws: PollFailure.self) {
                try await client.get("/engine/healthcheck", query: "k=geheim", from: site.servers[0].host, headers: [])
                { (_: [UInt8]) throws(PollFailure) -> Int in throw PollFailure(.badAnswer, "no number") }
            }
            #expect(failure?.message == "no number")
            #expect(failure?.details.url == "https://\(site.servers[0].host)/engine/healthcheck")
            #expect(failure?.details.timeoutMilliseconds == 20_000)
            await client.shutDown()
        }
    }
}
