// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import TelemetryClient

struct HostFilesTests {
    private let files = HostFiles()

    /// A folder of its own that is gone afterwards.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("host-files-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func `are read as text, whatever is in them`() throws {
        try withFolder { folder in
            try Data("NAME=x\r\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/plain"))
            try Data([0, 0xFF, 0x41, 0xC3]).write(to: URL(fileURLWithPath: "\(folder)/binary"))
            try Data().write(to: URL(fileURLWithPath: "\(folder)/empty"))
            #expect(files.text("\(folder)/plain") == "NAME=x\r\n")
            #expect(files.text("\(folder)/binary") == "\0\u{FFFD}A\u{FFFD}")
            #expect(files.text("\(folder)/empty") == "")
        }
    }

    @Test func `are cut off where they get huge`() throws {
        try withFolder { folder in
            let path = "\(folder)/huge"
            try Data("start".utf8).write(to: URL(fileURLWithPath: path))
            // Nothing is on the disk for it.
            #expect(truncate(path, 1 << 40) == 0)
            let text = try #require(files.text(path))
            #expect(text.utf8.count == 1 << 20 && text.hasPrefix("start"))
        }
    }

    @Test func `are nothing if they are no files, and the reason is kept`() throws {
        try withFolder { folder in
            #expect(files.text("\(folder)/missing") == nil)
            #expect(errno == ENOENT)
            #expect(files.text(folder) == nil)
            #expect(errno == EINVAL)
            // Nobody ever writes into this pipe.
            #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
            #expect(files.text("\(folder)/pipe") == nil)
            #expect(files.text("/dev/zero") == nil)
            #expect(files.text("") == nil)
        }
    }

    @Test func `are there or not`() throws {
        try withFolder { folder in
            try Data().write(to: URL(fileURLWithPath: "\(folder)/b"))
            try Data().write(to: URL(fileURLWithPath: "\(folder)/a"))
            #expect(files.exists("\(folder)/a") && files.exists(folder) && !files.exists("\(folder)/c"))
            #expect(files.names(in: folder) == ["a", "b"])
            #expect(files.names(in: "\(folder)/c") == [] && files.names(in: "\(folder)/a") == [])
        }
    }

    @Test func `of an imagined host behave like real ones`() {
        let files = HostFiles(["/a/b": "1", "/a/c/d": "2", "/ab/e": "3"], addresses: ["eth0": ["10.0.0.1"]])
        #expect(files.text("/a/b") == "1" && files.text("/a") == nil)
        #expect(files.exists("/a") && files.exists("/a/c") && !files.exists("/a/x"))
        #expect(files.names(in: "/a") == ["b", "c"])
        #expect(files.ipv4Addresses(of: "eth0") == ["10.0.0.1"] && files.ipv4Addresses(of: "lo") == [])
        #expect(!files.isThisHost && HostFiles().isThisHost)
    }

    @Test func `know the addresses of this host`() {
        #expect(
            files.ipv4Addresses(of: "lo").contains("127.0.0.1") || files.ipv4Addresses(of: "lo0").contains("127.0.0.1"))
        #expect(files.ipv4Addresses(of: "no-such-thing") == [])
    }

    @Test(arguments: [
        (" \t x y \r\n", "x y"), ("\0\0x\0", "x"), ("", ""), (" \r\n", ""), ("x\r\n", "x"), ("e\u{301}\n", "e\u{301}"),
    ])
    func `have lines that can be trimmed`(_ text: String, _ trimmed: String) {
        #expect(text.trimmed == trimmed)
    }
}
