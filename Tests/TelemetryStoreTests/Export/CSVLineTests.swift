// SPDX-License-Identifier: MIT

import TelemetryStore
import Testing

@Suite struct CSVLineTests {
    @Test(
        arguments: [
            (["a", "b"], "a,b\r\n"), ([""], "\r\n"), (["", ""], ",\r\n"),
            (["Debian GNU/Linux", "12"], "Debian GNU/Linux,12\r\n"),
            (["one, two", "say \"so\""], "\"one, two\",\"say \"\"so\"\"\"\r\n"),
            (["two\nlines", "a\rb"], "\"two\nlines\",\"a\rb\"\r\n"),
            (["with\r\nboth"], "\"with\r\nboth\"\r\n"),
        ])
    func `is what RFC 4180 says`(values: [String], line: String) {
        #expect(CSVLine.encode(values) == Array(line.utf8))
    }

    @Test(
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
            ("=\"a\",1", "\"'=\"\"a\"\",1\""), ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("\r\n=1", "\"'\r\n=1\""),
            ("a=1", "a=1"), ("=\u{301}1", "'=\u{301}1"),
        ])
    func `never starts a cell like a formula`(value: String, cell: String) {
        #expect(CSVLine.encode([value]) == Array((cell + "\r\n").utf8))
    }
}
