// SPDX-License-Identifier: MIT

import HTTPExchange
import HTTPListener
import Logging
import MonitoringTestKit
import Testing

@testable import LifeSigns

@Suite(.timeLimit(.minutes(3))) struct HealthEndpointTests {
    private let clock = TestClock()
    private let progress: ProgressWatch

    init() { progress = ProgressWatch(clock: clock) }

    private func withEndpoint(_ body: (String) async throws -> Void) async throws {
        let (addresses, listening) = AsyncStream<ListenAddress>.makeStream()
        let silent = Logger(label: "server") { _ in SwiftLogNoOpLogHandler() }
        let listener = HealthEndpoint(progress).listener(
            at: ListenAddress(host: "127.0.0.1", port: 0, setting: "test"), logger: silent
        ) { listening.yield($0) }
        try await withRunning([listener], onEnd: { listening.finish() }) {
            for await address in addresses {
                try await body("http://\(address.authority)")
                break
            }
        }
    }

    @Test func `answers both generations of checks, and nothing else`() async throws {
        try await withEndpoint { server in
            for path in ["", "/", "/health", "/Health", "/health?x=1"] {
                let answer = try #require(try await Web.get(server + path))
                #expect(answer.status == 200, "\(path)")
                #expect(answer.text == #"{"statusCode":200,"status":"ok"}"#)
                #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
            }
            for path in ["/metrics", "/health/", "/healthy", "//"] {
                #expect(try await Web.get(server + path)?.status == 404, "\(path)")
            }
            #expect(try await Web.post(server + "/health", body: [])?.status == 404)
        }
    }

    @Test func `says what is stuck`() async throws {
        let part = progress.part("polls", limit: .seconds(1))
        try await withEndpoint { server in
            clock.advance(by: .seconds(2))
            let answer = try #require(try await Web.get(server + "/health"))
            #expect(answer.status == 503)
            #expect(answer.text == #"{"statusCode":503,"status":"stuck","stuck":["polls"]}"#)
            let failure = await #expect(throws: HealthCall.Failure.self) {
                try await HealthCall.ask(server, path: "/health", deadline: .seconds(5))
            }
            #expect(failure?.description == "\(server) is not ready: status 503")
            part.moved()
            try await HealthCall.ask(server, path: "/health", deadline: .seconds(5))
        }
    }

    @Test func `nobody there is said, too`() async throws {
        let server = "http://127.0.0.1:\(try FreePort.find())"
        let failure = await #expect(throws: HealthCall.Failure.self) {
            try await HealthCall.ask(server, path: "/health", deadline: .seconds(5))
        }
        #expect(failure?.description == "\(server) does not answer: connection refused; nothing listens there")
    }
}
