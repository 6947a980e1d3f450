// SPDX-License-Identifier: MIT

import Testing

@testable import MonitorPages

@Suite struct PageTextTests {
    /// How many bytes of markup a page has with this text in it.
    private func marks(_ text: String) throws -> Int {
        let page = try PageTemplate().render(message: MessageView(title: text, text: text))
        return page.utf8.count { "<>\"'".utf8.contains($0) }
    }

    @Test(arguments: ["<", ">", "\"", "'", "&"])
    func `marks are escaped, also with an accent on them`(mark: String) throws {
        let none = try marks("plain")
        for text in [
            mark, "\(mark)\u{301}", "\(mark)\u{301}\u{302}", "\(mark)\u{200D}a", "a\(mark)\u{FE0F}", "\(mark)\u{1F3FD}",
        ] {
            #expect(try marks(text) == none, "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test func `what hides or reorders its neighbours is seen`() {
        #expect(
            PageText("a\u{202E}b\u{0}c\u{200B}d\u{2028}e\u{FEFF}f").text
                == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}f")
        #expect(PageText("日本語 עברית é e\u{301} 👍🏽").text == "日本語 עברית é e\u{301} 👍🏽")
    }

    @Test func `what is too long is cut, and its length told`() {
        #expect(PageText("abcdef", limit: 6).text == "abcdef")
        #expect(PageText("abcdefg", limit: 6).text == "abcdef… (7 characters)")
        #expect(PageText("", limit: 6).text == "")
    }
}
