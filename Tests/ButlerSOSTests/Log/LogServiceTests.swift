// SPDX-License-Identifier: MIT

import Foundation
import LogOutput
import Logging
import MonitoringTestKit
import ServiceLifecycle
import Testing

@testable import ButlerSOS

@Suite struct LogServiceTests {
    private let site: LogSite
    private let hangups: AsyncStream<Int>
    private let hangUp: AsyncStream<Int>.Continuation

    init() throws {
        site = try LogSite(files: true)
        (hangups, hangUp) = AsyncStream.makeStream()
    }

    private func whileRunning(_ body: @Sendable () async throws -> Void) async throws {
        let service = LogService(log: site.log, level: site.control(), hangups: hangups, clock: site.clock)
        try await withRunning([service]) {
            await site.clock.untilSleeping()
            try await body()
        }
    }

    private func beat() async {
        site.clock.advance(by: .seconds(1))
        await site.clock.untilSleeping()
    }

    @Test func `tells what came again as soon as the minute is over`() async throws {
        try await whileRunning {
            for _ in 0..<3 { site.log.logger("test").warning("down") }
            for _ in 0..<59 { await beat() }
            #expect(site.texts == ["warn: down"])
            await beat()
            #expect(site.texts == ["warn: down", "warn: down repeated=2"])
        }
    }

    @Test func `hears a wish within a second`() async throws {
        try await whileRunning {
            try site.wish.write(.debug)
            await beat()
            #expect(site.log.level == .debug)
            try site.wish.remove()
            await beat()
            #expect(site.log.level == .info)
        }
    }

    @Test func `a hangup reads the level and opens the file again`() async throws {
        try await whileRunning {
            let folder = site.site.directory.file("log")
            site.log.logger("test").notice("a")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.count == 1)
            try site.rewrite("Butler-SOS:\n  logLevel: verbose\n")
            hangUp.yield(1)
            #expect(try await poll { site.log.level == .verbose })
            hangUp.yield(1)
            #expect(try await poll { site.texts.contains("info: LOG LEVEL: unchanged level=verbose") })
        }
    }
}
