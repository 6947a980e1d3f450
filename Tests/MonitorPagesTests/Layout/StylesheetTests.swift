// SPDX-License-Identifier: MIT

import Testing

@testable import MonitorPages

@Suite struct StylesheetTests {
    @Test func `loads nothing from elsewhere`() async throws {
        #expect(!Stylesheet.text.contains("url(") && !Stylesheet.text.contains("@import"))
        #expect(Stylesheet.text.count { $0 == "{" } == Stylesheet.text.count { $0 == "}" })
        try await RunningPage.with { page in
            let answer = try await page.ask("/style.css")
            #expect(answer.headers["content-type"] == "text/css; charset=utf-8")
            #expect(answer.text == Stylesheet.text)
        }
    }
}
