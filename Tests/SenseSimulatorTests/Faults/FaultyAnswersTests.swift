// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import Foundation
import HTTPListener
import MonitoringTestKit
import NIOCore
import NIOHTTP1
import SenseSimulator
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(3))) struct FaultyAnswersTests {
    /// At night, so that the answers are short.
    private static let time = 1_772_416_800.0
    private static let site = SimulatedSite(seed: 1, servers: 1, apps: 3)

    private func run(
        _ fault: Fault,
        at interface: SenseInterface,
        clock: any Clock<Duration> = ContinuousClock(),
        _ body: (RunningSite) async throws -> Void
    ) async throws {
        try await RunningSite.run(
            site: Self.site,
            faults: FaultPlan([FaultRule(fault, interface: interface)]),
            clock: clock,
            now: { Self.time },
            body
        )
    }

    private func rightBody(_ interface: SenseInterface) -> [UInt8] {
        switch interface {
        case .engine: Self.site.health(ofServer: 1, at: Self.time).json
        case .proxy: (Self.site.sessions(ofServer: 1, at: Self.time) ?? []).json
        case .repository: Self.site.apps(at: Self.time).json
        }
    }

    @Test(
        arguments: [
            (.http401, 401), (.http404, 404), (.http429, 429), (.http500, 500), (.redirect, 302),
        ] as [(Fault, Int)],
        SenseInterface.allCases
    )
    func `answers with another status`(fault: (kind: Fault, status: Int), interface: SenseInterface) async throws {
        try await run(fault.kind, at: interface) { running in
            let answer = try await running.ask(interface, followsRedirects: false)
            #expect(Int(answer.status.code) == fault.status)
            #expect(answer.headers.first(name: "retry-after") == (fault.kind == .http429 ? "30" : nil))
        }
    }

    @Test(arguments: [Fault.htmlLogin, .redirect], SenseInterface.allCases)
    func `shows people where to log in`(fault: Fault, interface: SenseInterface) async throws {
        try await run(fault, at: interface) { running in
            let answer = try await running.ask(interface)
            #expect(answer.status == .ok)
            #expect(answer.contentType?.hasPrefix("text/html") == true)
            #expect(answer.text.hasPrefix("<!DOCTYPE html>"))
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `answers with a sentence instead of a document`(interface: SenseInterface) async throws {
        try await run(.errorText, at: interface) { running in
            let answer = try await running.ask(interface)
            #expect(answer.status == .ok)
            #expect(answer.contentType?.hasPrefix("text/plain") == true)
            #expect(throws: (any Error).self) { try answer.json }
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `answers with a document that breaks off`(interface: SenseInterface) async throws {
        try await run(.badJSON, at: interface) { running in
            let answer = try await running.ask(interface)
            #expect(answer.status == .ok)
            #expect(answer.contentType?.hasPrefix("application/json") == true)
            #expect(throws: (any Error).self) { try answer.json }
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `answers with a document of the right kind and wrong types`(interface: SenseInterface) async throws {
        try await run(.wrongTypes, at: interface) { running in
            let json = try await running.ask(interface).json
            if interface == .engine {
                let document = try #require(json as? [String: Any])
                #expect(document["version"] as? String == nil)
            } else {
                let list = try #require(json as? [Any])
                let first = try #require(list.first as? [String: Any])
                #expect(first["UserDirectory"] as? String == nil)
                #expect(first["id"] as? String == nil)
            }
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `answers with a document of another kind`(interface: SenseInterface) async throws {
        try await run(.notAnObject, at: interface) { running in
            let json = try await running.ask(interface).json
            #expect((json is [String: Any]) == (interface != .engine))
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `answers with more than 16 MiB, of which all but the beginning are blanks`(
        interface: SenseInterface
    ) async throws {
        try await run(.huge, at: interface) { running in
            let answer = try await running.ask(interface)
            let right = rightBody(interface)
            #expect(answer.headers.first(name: "content-length") == nil)
            #expect(answer.body.count == right.count + 17 << 20)
            let startsRight = answer.body.starts(with: right)
            #expect(startsRight)
            #expect(answer.body.last == UInt8(ascii: " "))
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `cuts the connection in the middle of an answer`(interface: SenseInterface) async throws {
        try await run(.closeMidBody, at: interface) { running in
            await #expect(throws: (any Error).self) { try await running.ask(interface) }
            #expect(running.service.requestCount(ofServer: 1, interface) == 1)
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `refuses connections before they speak TLS`(interface: SenseInterface) async throws {
        try await run(.refuse, at: interface) { running in
            await #expect(throws: (any Error).self) { try await running.ask(interface) }
            #expect(running.service.requestCount(ofServer: 1, interface) == 0)
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `answers correctly, one byte a second`(interface: SenseInterface) async throws {
        let clock = InstantClock()
        try await run(.trickle, at: interface, clock: clock) { running in
            let answer = try await running.ask(interface)
            let right = rightBody(interface)
            #expect(answer.body == right)
            #expect(answer.headers.first(name: "content-length") == "\(right.count)")
            #expect(clock.sleeps == Array(repeating: .seconds(1), count: right.count))
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `answers correctly after three seconds`(interface: SenseInterface) async throws {
        let clock = InstantClock()
        try await run(.slow, at: interface, clock: clock) { running in
            let answer = try await running.ask(interface)
            #expect(answer.status == .ok)
            #expect(answer.body == rightBody(interface))
            #expect(clock.sleeps == [.seconds(3)])
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `never answers`(interface: SenseInterface) async throws {
        try await run(.timeout, at: interface) { running in
            await #expect(throws: HTTPClientError.deadlineExceeded) {
                try await running.ask(interface, timeout: .milliseconds(500))
            }
        }
    }

    @Test(arguments: SenseInterface.allCases)
    func `leaves the other interfaces alone`(interface: SenseInterface) async throws {
        try await run(.http500, at: interface) { running in
            for other in SenseInterface.allCases {
                let answer = try await running.ask(other)
                #expect(answer.status == (other == interface ? .internalServerError : .ok))
            }
        }
    }

    @Test func `still tells a client what is wrong with its request`() async throws {
        try await run(.htmlLogin, at: .proxy) { running in
            let answer = try await running.get("/qps/session", of: .proxy)
            #expect(answer.status == .badRequest)
        }
    }

    @Test(arguments: [Fault.slow, .trickle])
    func `shuts down at once while a client waits for a late answer`(fault: Fault) async throws {
        try await run(fault, at: .engine, clock: NeverClock()) { running in
            func ask() async -> HTTPResponseStatus? { try? await running.ask(.engine).status }
            async let answer = ask()
            let hasAsked = try await poll { running.service.requestCount(ofServer: 1) > 0 }
            #expect(hasAsked)
            await running.group.triggerGracefulShutdown()
            let status = await answer
            #expect(status == (fault == .slow ? .ok : nil))
        }
    }

    @Test func `shuts down at once while a client does not read`() async throws {
        try await run(.huge, at: .engine) { running in
            await #expect(throws: (any Error).self) {
                _ = try await running.ask(.engine, beforeBody: { await running.stop() })
            }
        }
    }

    @Test func `shuts down at once, without a word, while a client waits in vain`() async throws {
        try await run(.timeout, at: .engine) { running in
            async let answer = running.ask(.engine)
            #expect(try await poll { running.service.requestCount(ofServer: 1) > 0 })
            await running.group.triggerGracefulShutdown()
            do {
                _ = try await answer
                Issue.record("the server answered")
            } catch let error as HTTPClientError {
                #expect(error == .remoteConnectionClosed)
            }
        }
    }

    @Test func `comes and goes by the script, which counts more than what is wrong all the time`() async throws {
        let clock = TestClock()
        let script = try FaultScript(
            parsing: "10s-20s http401/engine\n15s-end http404/engine\n30s-40s refuse/engine\nrepeat every 1m",
            file: "script",
            serverCount: 1
        )
        let faults = FaultPlan([FaultRule(.http500, interface: .engine)])
        try await RunningSite.run(faults: faults, script: script, clock: clock) { running in
            func status() async -> UInt? { try? await running.ask(.engine).status.code }
            #expect(await status() == 500)
            clock.advance(by: .seconds(10))
            #expect(await status() == 401)
            clock.advance(by: .seconds(5))
            #expect(await status() == 404)
            clock.advance(by: .seconds(15))
            #expect(await status() == nil)
            clock.advance(by: .seconds(10))
            #expect(await status() == 404)
            clock.advance(by: .seconds(20))
            #expect(await status() == 500)
            let answer = try await running.ask(.proxy)
            #expect(answer.status == .ok)
        }
    }
}
