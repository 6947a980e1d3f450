// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryCollector

struct LineSplitterTests {
    /// The lines of a text that comes in pieces of this size.
    private func lines(_ text: [UInt8], size: Int) -> [LineSplitter.Line] {
        var splitter = LineSplitter()
        var lines: [LineSplitter.Line] = []
        for start in stride(from: 0, to: text.count, by: size) {
            lines += splitter.add(Array(text[start..<min(start + size, text.count)]))
        }
        return lines + splitter.finish()
    }

    private func complete(_ text: String) -> LineSplitter.Line { .complete(Array(text.utf8)) }

    @Test(arguments: [1, 2, 3, 100])
    func `cuts the same lines from pieces of any size`(_ size: Int) {
        let expected = [complete("one"), complete(""), complete("three\r"), complete("last")]
        #expect(lines(Array("one\n\nthree\r\nlast".utf8), size: size) == expected)
        #expect(lines(Array("one\n\nthree\r\nlast\n".utf8), size: size) == expected)
    }

    @Test func `has no lines if there is nothing`() {
        #expect(lines([], size: 1) == [])
        #expect(lines(Array("\n".utf8), size: 1) == [complete("")])
    }

    @Test(arguments: [1, 2, 3, 100])
    func `skips a byte order mark at the beginning, and only there`(_ size: Int) {
        let expected = [complete("one"), complete("\u{FEFF}two")]
        #expect(lines(Array("\u{FEFF}one\n\u{FEFF}two\n".utf8), size: size) == expected)
        #expect(lines(Array("\u{FEFF}\u{FEFF}".utf8), size: size) == [complete("\u{FEFF}")])
        #expect(lines(Array("\u{FEFF}".utf8), size: size) == [complete("")])
        #expect(lines([0xEF, 0xBB], size: size) == [.complete([0xEF, 0xBB])])
    }

    @Test(arguments: [1, 1000, 65_536, 1 << 20])
    func `skips a line that is too long, and goes on after it`(_ size: Int) {
        let longest = [UInt8](repeating: UInt8(ascii: "x"), count: LineSplitter.longestLine)
        let text = longest + Array("\n".utf8) + longest + Array("x\nnext\n".utf8) + longest + longest
        #expect(lines(text, size: size) == [.complete(longest), .tooLong, complete("next"), .tooLong])
    }
}
