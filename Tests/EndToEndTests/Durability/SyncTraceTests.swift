// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

extension Durability {
    /// Killing a process proves nothing about a power failure: what the system was asked to write stays. So this looks at what it
    /// was asked.
    struct SyncTraceTests {
        @Test func `asks the disk to keep a report before it acknowledges it`() async throws {
            let directory = try TemporaryDirectory()
            let trace = directory.file("trace")
            let collector = try DurableCollector(data: directory.file("data"))
            try await collector.start(wrapper: [
                "strace", "--follow-forks", "--quiet=all", "--decode-fds=path", "--string-limit=16", "--output", trace,
                "--trace=fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg",
            ])
            let fleet = SigningFleet(count: 1)
            #expect(try await fleet.send(1, of: fleet.installations[0], to: collector.url))
            try await collector.stop()
            let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
            let answer = try #require(lines.firstIndex { $0.contains("HTTP/1.1 202") })
            let written = lines[..<answer].lastIndex { $0.contains("pwrite64(") && $0.contains("telemetry.sqlite-wal") }
            let synced = lines[..<answer].lastIndex {
                ($0.contains("fdatasync(") || $0.contains("fsync(")) && $0.contains("telemetry.sqlite-wal")
                    && $0.hasSuffix("= 0")
            }
            // Nothing is written to the log after the disk was asked and before the sender was told.
            #expect(try #require(synced) > #require(written))
        }
    }
}
