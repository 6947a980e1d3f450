// SPDX-License-Identifier: MIT

import Monitoring

@testable import SenseDatagrams

/// What holds for every text, whatever is in it. The fuzz target `user-agent` looks for one that breaks a promise.
enum UserAgentPromises {
    /// What a text breaks; `nil` if all promises are kept.
    static func broken(by bytes: [UInt8]) -> String? {
        let result = parse(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        guard result.text == text else { return "the text changes" }
        return brokenByBrowser(result.browser, text) ?? brokenBySystem(result.system)
            ?? brokenByCase(bytes, result.browser) ?? brokenByMemory(bytes, result)
    }

    private static func parse(_ bytes: [UInt8]) -> UserAgent {
        bytes.withUnsafeBytes { UserAgentParser().parse($0) }
    }

    private static let browserNames = Set(BrowserRow.all.map(\.name))
    private static let systemNames = Set(SystemRow.all.map(\.name))

    private static func brokenByBrowser(_ browser: UserAgent.Browser, _ text: String) -> String? {
        guard browserNames.contains(browser.name) || isPart(browser.name, of: text) else { return "a name of its own" }
        guard isPart(browser.version, of: text) else { return "a version of its own" }
        let digits = browser.version.utf8.prefix { $0.isDigit }
        guard Array(digits) == Array((browser.major ?? "").utf8), browser.major != "" else { return "not the major" }
        return nil
    }

    private static func isPart(_ part: String, of text: String) -> Bool {
        let part = Array(part.utf8)
        let text = Array(text.utf8)
        guard !part.isEmpty else { return true }
        guard part.count <= text.count else { return false }
        return (0...text.count - part.count).contains { text[$0] == part[0] && text[$0...].starts(with: part) }
    }

    private static func brokenBySystem(_ system: UserAgent.System) -> String? {
        guard system.name.map(systemNames.contains) ?? true else { return "a system of its own" }
        guard system.name != nil || system.version == nil else { return "the version of nothing" }
        guard system.version != nil || system.versionName == nil else { return "the name of no version" }
        return system.version == "" || system.versionName == "" ? "empty instead of absent" : nil
    }

    /// Tokens of browsers count in any case, and nothing in a text depends on its letters otherwise.
    private static func brokenByCase(_ bytes: [UInt8], _ browser: UserAgent.Browser) -> String? {
        let upper = parse(bytes.map(upperCase)).browser
        let isSame =
            upper.name.utf8.map(upperCase) == browser.name.utf8.map(upperCase)
            && upper.version.utf8.map(upperCase) == browser.version.utf8.map(upperCase) && upper.major == browser.major
        return isSame ? nil : "the case of letters matters"
    }

    private static func upperCase(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte - 0x20 : byte }

    private static func brokenByMemory(_ bytes: [UInt8], _ result: UserAgent) -> String? {
        var memory = UserAgentMemory(seed: 1, maximumCount: 2, maximumByteCount: 1_024)
        let first = bytes.withUnsafeBytes { memory.userAgent($0) }
        guard first == result else { return "the memory reads differently" }
        let tail = bytes.dropFirst().withUnsafeBytes { memory.userAgent($0) }
        guard tail.text == String(decoding: bytes.dropFirst(), as: UTF8.self) else {
            return "the memory mistakes texts"
        }
        let second = bytes.withUnsafeBytes { memory.userAgent($0) }
        guard second == result else { return "the memory changes its mind" }
        guard memory.count <= 2, memory.byteCount <= 1_024 else { return "the memory grows" }
        return bytes.count > 512 || second === first ? nil : "the memory forgets"
    }
}
