// SPDX-License-Identifier: MIT

import Foundation
import Logging
import MonitoringTestKit
import Testing

@testable import LogOutput

@Suite(.enabled("\(TinyDisk.whyNot)", { await TinyDisk.isPossible() }))
struct FullDiskTests {
    @Test func `a full disk loses whole lines, which are counted, and is told once`() async throws {
        let disk = try await TinyDisk()
        let recorder = LineRecorder()
        let log = recorder.log(
            format: .json, files: .init(directory: "\(disk.path)/log", retentionDays: 30, offset: { _ in 0 }))
        let logger = log.logger("test")
        logger.notice("first")
        try disk.fill()
        // The page that the file has is filled first, the last line only in part.
        for number in 0..<100 {
            logger.notice("\(number)", metadata: ["text": "\(String(repeating: "x", count: 200))"])
            recorder.advance(by: 2)
        }
        let failures = recorder.lines.filter { $0.contains("LOG FILE") }
        #expect(failures.count == 1 && failures[0].contains("No space left on device"), "\(failures)")
        try disk.clear()
        logger.notice("last")
        let path = "\(disk.path)/log/butler-sos.2026-11-22.log"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n").map(String.init)
        let messages = try lines.map { try #require(try JSONLineTests.object($0))["message"] as? String }
        let recovery = try #require(recorder.lines.last { $0.contains("written again") })
        let kept = messages.count { $0.flatMap { Int($0) } != nil }
        #expect(kept > 2 && recovery.contains("\"lost\":\"\(100 - kept)\""), "\(kept) \(recovery)")
        #expect(messages.suffix(2) == ["last", "LOG FILE: lines are written again"])
    }
}
