// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import MonitorPages

@Suite(.timeLimit(.minutes(3))) struct StatusPageTests {
    @Test func `is the page that somebody looked at, in every state`() async throws {
        try await RunningPage.with(status: { Sample.status() }) { page in
            try GoldenFile("status.html").expect(try await page.ask().text)
            let json = try await page.ask("/status.json")
            #expect(json.headers["content-type"] == "application/json")
            try GoldenFile("status.json").expect(json.text)
            #expect(try JSONSerialization.jsonObject(with: Data(json.text.utf8)) is [String: Any])
        }
        try await RunningPage.with(status: { Sample.nothing }) { page in
            try GoldenFile("status-empty.html").expect(try await page.ask().text)
        }
    }

    @Test func `what is only on, or only given something, is not called well`() async throws {
        try await RunningPage.with(status: {
            var status = Sample.status()
            status.telemetry.isSending = false
            return status
        }) { page in
            let html = try await page.ask().text
            #expect(html.contains("Telemetry:</span> <strong>on, nothing is sent</strong>"))
            #expect(html.contains("state wait\"><span aria-hidden=\"true\">…</span>on, nothing is sent"))
            #expect(html.contains("state wait\"><span aria-hidden=\"true\">…</span>no answer for 1 min"))
            #expect(html.contains("Destinations that take data:</span> <strong>2 of 5</strong>"))
        }
    }

    @Test func `loads itself again only if it was asked to`() async throws {
        try await RunningPage.with(status: { Sample.nothing }) { page in
            for (query, seconds) in [
                ("", nil), ("?refresh=15", 15), ("?refresh=5", 5), ("?refresh=4", nil), ("?refresh=3601", nil),
                ("?refresh=-15", nil), ("?refresh=0;url=x", nil), ("?refresh=", nil), ("?x=1&refresh=20", 20),
            ] as [(String, Int?)] {
                let text = try await page.ask("/\(query)").text
                #expect(text.contains("http-equiv=\"refresh\"") == (seconds != nil), "\(query)")
                if let seconds { #expect(text.contains("http-equiv=\"refresh\" content=\"\(seconds)\"")) }
            }
        }
    }

    @Test func `names from anywhere are text, and many servers make no endless page`() async throws {
        try await RunningPage.with(status: {
            var status = Sample.status()
            let figures = status.servers[0].figures
            let failing = status.servers[1].polls
            status.servers = (0..<10_000).map {
                .init(
                    name: "<script>\u{202E}\($0)</script>", host: String(repeating: "h", count: 1000), figures: figures)
            }
            status.servers.append(.init(name: "the last fails", host: "h", polls: failing))
            return status
        }) { page in
            let html = try await page.ask().text
            #expect(!html.contains("<script") && !html.unicodeScalars.contains("\u{202E}"))
            #expect(html.contains("9701 more are in status.json"))
            #expect(html.contains("the last fails"))
            #expect(html.utf8.count < 2 << 20)
            try await page.expect(text: "the last fails", at: "/status.json")
            try await page.expect(404, "/config.yaml")
        }
    }
}

@Suite struct TimeTextTests {
    @Test func `times read well`() {
        #expect(TimeText.utc(0) == "1970-01-01T00:00:00Z")
        #expect(TimeText.utc(1_772_600_400) == "2026-03-04T05:00:00Z")
        #expect(TimeText.ago(10, at: 10) == "now")
        #expect(TimeText.ago(20, at: 10) == "now")
        #expect(TimeText.ago(0, at: 59) == "59 s ago")
        #expect(
            [60, 3599, 3600, 5400, 86_400, 100_000].map(TimeText.span) == [
                "1 min", "59 min", "1 h", "1 h 30 min", "1 d", "1 d 3 h",
            ])
        #expect(TimeText.span(-5) == "0 s")
    }

    @Test func `amounts read well`() {
        #expect([0, 999, 1000, 1_234_567, -1234].map(TimeText.count) == ["0", "999", "1,000", "1,234,567", "-1,234"])
        #expect(
            [1, 1023, 1024, 1_572_864, 5_368_709_120].map(TimeText.bytes)
                == ["1 byte", "1023 bytes", "1.0 KiB", "1.5 MiB", "5.0 GiB"])
    }
}
