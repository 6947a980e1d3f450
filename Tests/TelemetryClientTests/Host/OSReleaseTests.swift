// SPDX-License-Identifier: MIT

import Testing

@testable import TelemetryClient

struct OSReleaseTests {
    @Test(arguments: [
        ("NAME=Fedora", "Fedora"), ("NAME=\"Debian GNU/Linux\"", "Debian GNU/Linux"),
        ("NAME='Arch Linux'", "Arch Linux"),
        ("NAME=\"a \\\"b\\\" \\$c \\\\ \\`d\"", "a \"b\" $c \\ `d"), ("NAME='a\\b'", "a\\b"), ("NAME=a\\ b", "a b"),
        ("NAME=a\"b c\"'d e'", "ab cd e"), ("NAME=a=b", "a=b"), ("NAME=", ""), ("NAME=\"\"", ""), ("NAME", ""),
        ("", ""),
        ("  NAME=x", "x"), ("\tNAME=x  ", "x"), ("NAME=x # y", "x"), ("NAME=x\r", "x"), ("NAME=\"x\"\r\n", "x"),
        ("NAME=\" x \"", "x"), ("NAME=\"x", "x"), ("NAME=\"x\nID=y", "x"), ("NAME=x\\", "x"), ("NAME=\0x\0", "x"),
        ("#NAME=x", ""), ("name=x", ""), ("NAME =x", ""), ("=x", ""), ("NA ME=x", ""), ("export NAME=x", ""),
        ("NAME=x\nNAME=y", "y"), ("A=1\n\n\nNAME=x", "x"), ("A=1\rNAME=x", "x"), ("half a line\nNAME=x", "x"),
        ("NAME=$(id)", "$(id)"), ("NAME=$HOME", "$HOME"),
    ])
    func `reads what a shell would assign, without running anything`(_ text: String, _ value: String) {
        #expect(OSRelease(text)["NAME"] == value)
    }

    @Test func `reads what is no text`() {
        let bytes = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167) }
        let text = String(decoding: bytes, as: UTF8.self) + "\nNAME=x"
        #expect(OSRelease(text)["NAME"] == "x")
        #expect(OSRelease("NAME=x")["VERSION"] == "")
    }
}
