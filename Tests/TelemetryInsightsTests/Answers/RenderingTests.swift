// SPDX-License-Identifier: MIT

import TelemetryInsights
import TelemetryWire
import Testing

struct RenderingTests {
    private let sheet = AnswerSheet(.platforms, LivingFleet(installations: 612, weeks: 26).context())

    @Test func `text has headings, wrapped sentences and a line for each bar`() {
        let lines = sheet.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.prefix(2) == ["Platforms", "========="])
        #expect(lines.contains("  - Then comes arm64 with 4.9 % (3.5–6.9)."))
        #expect(lines.contains("      arm64  4.9 % (3.5–6.9)     30 of 612"))
        #expect(lines.filter { !$0.hasPrefix("      ") }.allSatisfy { $0.count <= 100 })
        #expect(lines.last == "")
    }

    @Test func `Markdown has headings, list items and tables`() {
        let lines = sheet.markdown.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "## Platforms")
        #expect(lines.contains("### Architectures"))
        #expect(lines.contains("- Then comes arm64 with 4.9 % (3.5–6.9)."))
        #expect(lines.contains("| Architecture | Share | From | To | Installations | n |"))
        #expect(lines.contains("| --- | ---: | ---: | ---: | ---: | ---: |"))
        #expect(lines.contains("| arm64 | 4.9 % | 3.5 % | 6.9 % | 30 | 612 |"))
    }

    @Test func `of a long table of weeks Markdown shows the newest`() {
        let sheet = AnswerSheet(.overview, LivingFleet(installations: 612, weeks: 26).context())
        #expect(sheet.markdown.contains("Installations by week. 14 more rows on the page."))
        #expect(sheet.markdown.contains("\n| 2026-W47 | 612 |"))
        #expect(!sheet.markdown.contains("\n| 2026-W35 | 612 |"))
    }
}
