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
                "strace", "--follow-forks", "--quiet=all", "--decode-fds=path", "--string-limit=8192", "--output",
                trace,
                "--trace=fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg",
            ])
            let fleet = SigningFleet(count: 1)
            #expect(try await fleet.send(1, of: fleet.installations[0], to: collector.url))
            try await collector.stop()
            let calls = SystemCall.read(try String(contentsOfFile: trace, encoding: .utf8))
            let answer = try #require(calls.first { $0.text.contains("HTTP/1.1 202") })
            // The report's own pages: the collector has other business in the log too, which may begin at any time. One
            // transaction writes at a time, so the next thing asked of the disk is to keep these pages.
            let log = calls.filter { $0.text.contains("telemetry.sqlite-wal") }
            let written = try #require(log.first { $0.name.contains("write") && $0.text.contains("bookworm") })
            let synced = try #require(log.first { $0.name.hasSuffix("sync") && $0.start > written.end })
            #expect(synced.text.hasSuffix("= 0"))
            #expect(synced.end < answer.start)
        }
    }

    /// A call in a trace, with the lines at which it starts and ends: other threads' calls may be in between.
    private struct SystemCall {
        let name: Substring
        var text: String
        let start: Int
        var end: Int

        /// All calls that ended, in the order in which they started.
        static func read(_ trace: String) -> [SystemCall] {
            var calls: [SystemCall] = []
            // Where among the calls the one is that a thread has not ended.
            var open: [Substring: Int] = [:]
            for (number, line) in trace.split(separator: "\n").enumerated() {
                let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
                guard parts.count == 2 else { continue }
                let (thread, rest) = (parts[0], parts[1].drop { $0 == " " })
                if rest.hasPrefix("<..."), let position = open.removeValue(forKey: thread) {
                    calls[position].text += rest.drop { $0 != ">" }.dropFirst()
                    calls[position].end = number
                } else if !rest.hasPrefix("<...") {
                    if rest.hasSuffix("<unfinished ...>") { open[thread] = calls.count }
                    calls.append(
                        SystemCall(name: rest.prefix { $0 != "(" }, text: String(rest), start: number, end: number))
                }
            }
            let unfinished = Set(open.values)
            return calls.indices.filter { !unfinished.contains($0) }.map { calls[$0] }
        }
    }
}
