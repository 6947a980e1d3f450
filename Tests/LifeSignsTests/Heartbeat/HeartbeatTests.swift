// SPDX-License-Identifier: MIT

import AsyncHTTPClient
import HTTPTypes
import Logging
import MonitoringTestKit
import Schedules
import Testing

@testable import LifeSigns

@Suite(.timeLimit(.minutes(3))) struct HeartbeatTests {
    private let clock = TestClock()
    private let log = LogCapture(level: .debug)

    private func withHeartbeat(_ url: String, _ body: () async throws -> Void) async throws {
        let wall = WallTime(clock)
        let client = Heartbeat.client()
        let heartbeat = Heartbeat(
            url: url, schedule: try ScheduleText("every 1 minute"), client: client, clock: clock, now: { wall.now },
            logger: log.logger)
        do { try await withRunning([heartbeat]) { try await body() } } catch {
            try? await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    /// Waits for what is under way, and moves to the next call.
    private func nextMinute() async {
        await clock.untilSleeping()
        clock.advance(by: .seconds(60))
    }

    @Test func `calls at the start and then when it is time`() async throws {
        try await CallRecorder().run { server, calls in
            try await withHeartbeat("\(server)/secret-path?x=1") {
                #expect(await calls.next() == "GET /secret-path")
                await nextMinute()
                #expect(await calls.next() == "GET /secret-path")
                await clock.untilSleeping()
            }
            #expect(log.texts == ["debug: HEARTBEAT: sent", "debug: HEARTBEAT: sent"])
            #expect(!log.fullTexts.joined().contains("secret-path"))
        }
    }

    @Test func `says once that calls fail, and once that they succeed again`() async throws {
        let recorder = CallRecorder()
        try await recorder.run { server, calls in
            recorder.answer(.serviceUnavailable)
            try await withHeartbeat("\(server)/secret-path") {
                for _ in 0..<3 {
                    _ = await calls.next()
                    await nextMinute()
                }
                _ = await calls.next()
                await clock.untilSleeping()
                recorder.answer(.noContent)
                await nextMinute()
                _ = await calls.next()
                await clock.untilSleeping()
            }
            #expect(
                log.fullTexts.filter { !$0.hasPrefix("debug") } == [
                    "error: HEARTBEAT: the call failed cause=HTTP status 503 server=\(server)",
                    "notice: HEARTBEAT: calls succeed again server=\(server)",
                ])
        }
    }

    @Test func `nobody there is a failure with a cause, and the beat goes on`() async throws {
        let port = try FreePort.find()
        try await withHeartbeat("http://user:geheim@127.0.0.1:\(port)/x") {
            await nextMinute()
            await nextMinute()
            await clock.untilSleeping()
        }
        #expect(
            log.fullTexts == [
                "error: HEARTBEAT: the call failed cause=connection refused; nothing listens there "
                    + "server=http://127.0.0.1:\(port)"
            ])
    }

    @Test func `follows a redirect`() async throws {
        try await CallRecorder().run { server, calls in
            try await withHeartbeat("\(server)/moved") {
                #expect(await calls.next() == "GET /moved")
                #expect(await calls.next() == "GET /new")
                await clock.untilSleeping()
            }
            #expect(log.texts == ["debug: HEARTBEAT: sent"])
        }
    }

    @Test func `reports each new reason once`() {
        var state = HeartbeatState()
        #expect(state.update(nil) == nil)
        #expect(state.update("a") == .failing("a"))
        #expect(state.update("a") == nil)
        #expect(state.update("b") == .failing("b"))
        #expect(state.update(nil) == .recovered)
        #expect(state.update(nil) == nil)
    }
}
