// SPDX-License-Identifier: MIT

import Monitoring
import Testing

@testable import SenseDatagrams

struct UserAgentParserTests {
    private static func parse(_ bytes: [UInt8]) -> UserAgent {
        bytes.withUnsafeBytes { UserAgentParser().parse($0) }
    }

    private static func parse(_ text: String) -> UserAgent { parse(Array(text.utf8)) }

    @Test func `finds the cases`() {
        #expect(UserAgentCase.all.count >= 150)
    }

    @Test func `has a case for every row of both tables`() {
        let browsers = Set(UserAgentCase.all.map(\.browser.name))
        let systems = Set(UserAgentCase.all.compactMap(\.system.name))
        #expect(BrowserRow.all.map(\.name).filter { !browsers.contains($0) } == [])
        #expect(SystemRow.all.map(\.name).filter { !systems.contains($0) } == [])
    }

    @Test(arguments: UserAgentCase.all)
    func `gives what is expected`(_ expected: UserAgentCase) {
        let result = Self.parse(expected.text)
        #expect(result.browser == expected.browser)
        #expect(result.system == expected.system)
        #expect(result.text == expected.text)
    }

    @Test(arguments: UserAgentCase.all)
    func `finds the browser in any case`(_ expected: UserAgentCase) {
        let result = Self.parse(expected.text.uppercased())
        #expect(result.browser.name.uppercased() == expected.browser.name.uppercased())
        #expect(result.browser.version == expected.browser.version.uppercased())
    }

    @Test func `knows every crawler by each of its tokens`() {
        for row in BrowserRow.all.prefix(25) {
            for token in row.tokens where token.text.description != "yahoo" {
                #expect(Self.parse("Mozilla/5.0 (\(token.text)/4.2) Chrome/99.0").browser.name == row.name)
            }
        }
        for slurp in ["Yahoo Slurp", "Yahoo! Slurp", "yahoo!slurp", "Yahoo/ /Slurp"] {
            #expect(Self.parse(slurp).browser.name == "YahooSlurp")
        }
        #expect(Self.parse("Yahoo!! Slurp Chrome/99.0").browser.name == "Chrome")
    }

    @Test func `takes the first row that matches, not the first token`() {
        #expect(Self.parse("Safari/1.0 Chrome/99.0 Firefox/68.0 Vivaldi/6.7").browser.name == "Vivaldi")
        #expect(Self.parse("Linux Android 12 iPhone Macintosh Windows NT 6.1").system.name == "Windows")
    }

    @Test func `takes the first version that has the shape`() {
        #expect(Self.parse("Firefox Firefox/x FxiOS/9 Firefox/.5 Firefox/68.0 Firefox/69.0").browser.version == "68.0")
        #expect(Self.parse("FxiOS/12.0 Firefox/68.0").browser.version == "12.0")
        #expect(Self.parse("Firefox/68.0 FxiOS/12.0").browser.version == "68.0")
        #expect(Self.parse("Chrome/10_15._7.x").browser.version == "10_15._7")
        #expect(Self.parse("Chrome/10..5").browser.version == "10")
        #expect(Self.parse("Googlebot/21 Googlebot/2.").browser == UserAgent.Browser(name: "Googlebot"))
    }

    @Test(arguments: [("NT x.5", "NT"), ("NT 6", "NT"), ("NT 6.", "NT"), ("NT 6.12", "NT 6.1"), ("NT 123.4", "NT")])
    func `reads what it can of a version of Windows`(_ text: String, _ version: String) {
        #expect(Self.parse("Windows \(text)").system.version == version)
    }

    @Test func `wants a word to begin where that tells something`() {
        #expect(Self.parse("Mozilla/5.0 (bb10)").system.name == "BlackBerry")
        #expect(Self.parse("Mozilla/5.0 (abb10; a_bb10; 1bb10; bbx)").system.name == nil)
        #expect(Self.parse("Xedg/126.0 Chrome/99.0").browser.name == "Chrome")
        #expect(Self.parse("Ddg/17.4 Safari/605.1").browser.name == "Safari")
        #expect(Self.parse("Safari/605.1 Ddg/17.4 beta").browser.name == "Safari")
        #expect(Self.parse("opt/x Safari/605.1").browser.name == "Safari")
    }

    @Test func `knows Firefox on iOS by the order of its tokens`() {
        #expect(
            Self.parse("Macintosh FxiOS/127.0 Version/17.5").system == UserAgent.System(name: "iOS", version: "17.5"))
        #expect(Self.parse("x FxiOS/127.0 Macintosh").system == UserAgent.System(name: "macOS"))
        #expect(Self.parse("MACINTOSH FxiOS/127.0").system == UserAgent.System(name: "macOS"))
    }

    @Test func `reads the first line of a browser that it does not know`() {
        #expect(Self.parse("Example/2.1 a\nOther/3.0 b").browser.name == "Example")
        #expect(
            Self.parse("Example/2.1\t(a)").browser == UserAgent.Browser(name: "Example", version: "2.1", major: "2"))
        #expect(Self.parse("Example/2.1\ta").browser == UserAgent.Browser())
        #expect(Self.parse("Example/2.1 a\n(").browser == UserAgent.Browser())
    }

    @Test func `replaces what is not UTF-8`() {
        let result = Self.parse([0xFF] + Array("/1.0 (".utf8) + [0xC3])
        #expect(result.browser == UserAgent.Browser(name: "\u{FFFD}", version: "1.0", major: "1"))
        #expect(result.text == "\u{FFFD}/1.0 (\u{FFFD}")
    }

    @Test func `takes an address without bytes`() {
        #expect(UserAgentParser().parse(UnsafeRawBufferPointer(start: nil, count: 0)).browser == UserAgent.Browser())
    }

    /// Each text is a head, which tells a row, and a part over and over, which nearly is what the row looks for.
    /// A search that began anew at each part would take many minutes.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("", "linespider-"), ("", "slackbot-slack-imgproxy"), ("", "yahoo "), ("", "yahoo/!"), ("", "Macintosh"),
            ("Macintosh", " FxiOS"), ("opera ", "version/1"), ("", "opt/1"), ("", "opr"), ("", " ddg/1."),
            ("metasr ", "se 2."), ("", "openharmony "), ("", "blackberry1"), ("iphone ", "os 1 1_1"), ("", "android-"),
            ("", "bb"), ("", "/ ("), ("", "meta-external"), ("", "sailfish browser"), ("", "windows nt 1"),
            ("tizen", "browser/1"), ("chrome/", "1._"), ("firefox", "firefox/1"), ("", "\u{0}"),
        ])
    func `takes time in proportion to the length`(_ head: String, _ part: String) {
        let text = head + String(repeating: part, count: 600_000 / part.utf8.count)
        #expect(Self.parse(text).text == text)
    }
}
