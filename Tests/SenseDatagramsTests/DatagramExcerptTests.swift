// SPDX-License-Identifier: MIT

import SenseDatagrams
import Testing

@Suite struct DatagramExcerptTests {
    private func excerpt(_ bytes: [UInt8], limit: Int = 80) -> String {
        bytes.withUnsafeBytes { DatagramExcerpt.text(of: $0, limit: limit) }
    }

    @Test func `shows what is no visible character by its code`() {
        let bytes = Array("a\r\nb\u{1B}[31m\u{202E}c\\é🙂\u{85}\u{FEFF}".utf8)
        #expect(excerpt(bytes) == #"a\r\nb\u{1B}[31m\u{202E}c\\é🙂\u{0085}\u{FEFF}"#)
    }

    @Test func `is short and whole`() {
        #expect(excerpt(Array(String(repeating: "é", count: 500).utf8)) == String(repeating: "é", count: 80))
        #expect(excerpt(Array("abc\n".utf8), limit: 4) == "abc")
        #expect(excerpt([], limit: 4).isEmpty)
        #expect(excerpt([0x41], limit: 0).isEmpty)
    }

    @Test func `marks what is no UTF-8`() {
        #expect(excerpt([0x41, 0xFF, 0x42]) == "A\u{FFFD}B")
    }
}
