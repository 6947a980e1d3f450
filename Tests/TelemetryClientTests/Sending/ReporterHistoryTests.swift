// SPDX-License-Identifier: MIT

import Foundation
import Logging
import MonitoringTestKit
import Synchronization
import TelemetryWire
import Testing

@testable import TelemetryClient

/// What stands in the history, and that nothing leaves without it.
@Suite(.timeLimit(.minutes(3))) struct ReporterHistoryTests {
    @Test func `writes exactly these lines`() async throws {
        let bench = try ReporterBench(answers: [.problem(.unavailable(retryAfter: 60))])
        try await bench.run(grace: 0) { _ in await bench.advance(60) }
        let request = try #require(bench.collector.received.first)
        let body = String(decoding: request.body, as: UTF8.self).replacing("\"", with: "\\\"")
        let key = Base64URL.encode(try #require(request.key))
        let signature = Base64URL.encode(try #require(request.signature))
        let receipt = String(decoding: RecordingCollector.receipt(for: request.body).json, as: UTF8.self)
        let reason = "HTTP status 503: \(Problem.unavailable(retryAfter: 60).title)"
        let expected = [
            "{\"time\":\"2026-11-22T13:05:54Z\",\"event\":\"sent\",\"key\":\"\(key)\",\"counter\":1,"
                + "\"signature\":\"\(signature)\",\"body\":\"\(body)\"}",
            "{\"time\":\"2026-11-22T13:05:54Z\",\"event\":\"unanswered\",\"key\":\"\(key)\",\"counter\":1,"
                + "\"reason\":\"\(reason)\"}",
            "{\"time\":\"2026-11-22T13:06:54Z\",\"event\":\"accepted\",\"key\":\"\(key)\",\"counter\":1,"
                + "\"receipt\":\(receipt)}",
        ]
        #expect(try bench.directory.historyLines().map(String.init) == expected)
    }

    @Test func `has written down what leaves before it leaves`() async throws {
        let seen = Mutex<[String]>([])
        let path = Mutex("")
        let bench = try ReporterBench(answers: [
            .init(
                status: 202,
                body: { body in
                    // While the collector still answers.
                    let text = try? String(contentsOfFile: path.withLock { $0 }, encoding: .utf8)
                    seen.withLock { $0.append(text ?? "no history") }
                    return RecordingCollector.receipt(for: body).json
                })
        ])
        path.withLock { $0 = "\(bench.directory.path)/history.jsonl" }
        try await bench.run(grace: 0) { _ in }
        let history = ReportHistory(lines: try #require(seen.withLock { $0.first }).split(separator: "\n"))
        #expect(history.records.map(\.report.body) == bench.collector.received.map(\.body))
        #expect(history.records.map(\.report.counter) == [1])
        #expect(history.records.first?.answer == nil)
    }

    /// As on a full disk, or one that became read-only; root may write anywhere, so a folder is in the way.
    @Test(arguments: ["history.jsonl", "state.json.\(getpid()).new", "lock"])
    func `sends nothing that it cannot write down, says so once, and goes on when it can`(
        _ name: String
    ) async throws {
        let bench = try ReporterBench()
        let path = "\(bench.directory.path)/\(name)"
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try await bench.run(grace: 0) { _ in
            for _ in 0..<4 { await bench.advance(1) }
            #expect(bench.collector.received.isEmpty)
            #expect(
                bench.log.texts == [
                    "warning: TELEMETRY: nothing is sent, since its files cannot be used; nothing else is affected"
                ])
            try FileManager.default.removeItem(atPath: path)
            await bench.advance(1)
            #expect(bench.collector.received.count == 1)
        }
        #expect(bench.log.lines.map(\.level) == [.warning, .notice])
    }

    @Test func `says so if the answer could not be written down, and does not send it again`() async throws {
        let path = Mutex("")
        let block: @Sendable ([UInt8]) -> [UInt8] = { body in
            let file = path.withLock { $0 }
            try? FileManager.default.moveItem(atPath: file, toPath: file + ".aside")
            try? FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
            return RecordingCollector.receipt(for: body).json
        }
        let bench = try ReporterBench(answers: [.init(status: 202, body: block)])
        let file = "\(bench.directory.path)/history.jsonl"
        path.withLock { $0 = file }
        try await bench.run(grace: 0) { _ in
            await bench.advance(600)
            #expect(bench.counters == [1])
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.moveItem(atPath: file + ".aside", toPath: file)
            await bench.advanceToPhase()
        }
        #expect(bench.counters == [1, 2])
        #expect(try bench.events() == ["sent 1", "sent 2", "accepted 2"])
        #expect(
            bench.log.texts == [
                "warning: TELEMETRY: the report left, but what came of it could not be written down; nothing else is "
                    + "affected", "notice: TELEMETRY: the collector accepted the report",
            ])
    }

    @Test func `keeps no history with a given secret where nothing lasts`() async throws {
        let bench = try ReporterBench(answers: [.init(status: 500)], path: "/dev/null/telemetry")
        let given = TelemetryIdentity(id: bench.identity.id, secret: bench.identity.secret, kind: .provided)
        try await bench.run(grace: 0, identity: given) { _ in await bench.advance(1) }
        #expect(bench.counters == [UInt64(ReporterBench.start / 3600), UInt64(ReporterBench.start / 3600)])
        #expect(try bench.directory.historyLines().isEmpty)
    }
}

/// The same on a real disk that is full.
@Suite(.enabled("\(TinyDisk.whyNot)", { await TinyDisk.isPossible() }), .timeLimit(.minutes(3)))
struct ReporterFullDiskTests {
    @Test func `sends nothing while the disk is full`() async throws {
        let disk = try await TinyDisk()
        let bench = try ReporterBench(path: "\(disk.path)/telemetry")
        try await bench.run { _ in
            try disk.fill()
            await bench.advance(ReporterBench.grace)
            for _ in 0..<4 { await bench.advance(1) }
            #expect(bench.collector.received.isEmpty)
            #expect(bench.log.lines.count == 1)
            #expect(bench.log.fullTexts.first?.contains("No space left on device") == true)
            try disk.clear()
            await bench.advance(1)
            #expect(bench.counters == [1])
        }
        #expect(try bench.events() == ["sent 1", "accepted 1"])
    }
}
