// SPDX-License-Identifier: MIT

import ConfigurationFile
import Foundation
import MonitoringTestKit
import Testing

@Suite struct ConfigurationFileTests {
    private func failure(_ text: String) -> ConfigurationFile.Failure? {
        #expect(throws: ConfigurationFile.Failure.self) {
            try ConfigurationFile.parse(text, named: "site.yaml", reading: ConfigurationReading())
        }
    }

    @Test func `reads a file and points at it`() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("server:\n  port: high\n", to: "site.yaml")
        let reading = ConfigurationReading()
        let root = try ConfigurationFile.read(path, reading: reading)
        #expect(root.section("server").port("port", default: 7) == 7)
        #expect(reading.problems.map(\.place) == ["\(path):2:9"])
    }

    @Test func `says that a file is missing`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("nowhere.yaml")
        let failure = #expect(throws: ConfigurationFile.Failure.self) {
            try ConfigurationFile.read(path, reading: ConfigurationReading())
        }
        #expect(failure?.description == "\(path): no such file")
    }

    @Test func `says that a folder is not a file`() throws {
        let directory = try TemporaryDirectory()
        let failure = #expect(throws: ConfigurationFile.Failure.self) {
            try ConfigurationFile.read(directory.path, reading: ConfigurationReading())
        }
        #expect(failure?.problem == "a folder or a device, not a file")
    }

    @Test func `reads a file of the largest size`() throws {
        let directory = try TemporaryDirectory()
        let start = "name: big\n#"
        let text = start + String(repeating: "x", count: ConfigurationFile.maximumSize - start.utf8.count)
        let path = try directory.write(text, to: "big.yaml")
        #expect(try ConfigurationFile.read(path, reading: ConfigurationReading()).text("name") == "big")
    }

    @Test func `refuses a file that is larger`() throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(
            "#" + String(repeating: "x", count: ConfigurationFile.maximumSize), to: "big.yaml")
        let failure = #expect(throws: ConfigurationFile.Failure.self) {
            try ConfigurationFile.read(path, reading: ConfigurationReading())
        }
        #expect(failure?.problem == "larger than 4 MiB")
    }

    @Test func `refuses bytes that are no text`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("binary.yaml")
        try Data([0x7F, 0x45, 0x4C, 0x46, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: path))
        let failure = #expect(throws: ConfigurationFile.Failure.self) {
            try ConfigurationFile.read(path, reading: ConfigurationReading())
        }
        #expect(failure?.problem == "not text in UTF-8: save it in that encoding")
    }

    @Test func `points at a zero byte`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("binary.yaml")
        try Data("name: a\nother: b\u{0}\n".utf8).write(to: URL(fileURLWithPath: path))
        let failure = #expect(throws: ConfigurationFile.Failure.self) {
            try ConfigurationFile.read(path, reading: ConfigurationReading())
        }
        #expect(failure?.problem == "line 2, column 9: a zero byte; is this a text file?")
    }

    @Test func `refuses control characters that YAML does not allow`() {
        #expect(self.failure("name: a\u{0}b\n")?.problem.contains("not valid YAML") == true)
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "- a\n- b\n", "just a text", "42"])
    func `wants keys and values at the top`(text: String) {
        #expect(self.failure(text)?.description == "site.yaml: expected keys and values at the top level")
    }

    @Test func `points at a mistake in the YAML`() throws {
        let failure = try #require(self.failure("first: 1\nsecond: [1, 2\nthird: 3\n"))
        #expect(failure.file == "site.yaml")
        #expect(failure.problem.hasPrefix("line 3, column "))
        #expect(failure.problem.contains("not valid YAML"))
    }

    @Test(arguments: [
        "password: \"secret123\nnext: 1\n", "auth:\n  password: secret123\n bad: [1\n", "password: 'secret123' x\n",
        "password: secret123: yes: no\n", "password: *secret123\n", "\tpassword: secret123\n", "password: %secret123\n",
        "password: @secret123\n", "password: !<secret123\n",
    ])
    func `never shows the text around a mistake`(text: String) throws {
        let failure = try #require(self.failure(text))
        #expect(!failure.description.contains("secret123"))
        #expect(failure.description.contains("line "))
    }

    @Test func `refuses keys that occur twice`() throws {
        let failure = try #require(self.failure("a:\n  port: 1\n  host: x\n  port: 2\n  password: secret123\n"))
        #expect(failure.problem.contains("these keys occur twice: port"))
        #expect(failure.problem.hasPrefix("line "))
        #expect(!failure.problem.contains("secret123"))
    }

    @Test func `allows the same key in different sections`() throws {
        let reading = try Reading("a:\n  port: 1\nb:\n  port: 2\n")
        #expect(reading.root.section("a").port("port", default: 9) == 1)
        #expect(reading.root.section("b").port("port", default: 9) == 2)
    }

    @Test func `refuses nesting without end`() {
        let text = "a: " + String(repeating: "[", count: 100_000)
        #expect(self.failure(text)?.problem.contains("not valid YAML") == true)
    }

    @Test func `reads a file that starts with a byte order mark and has Windows line ends`() throws {
        let reading = try Reading("\u{FEFF}a:\r\n  b: \"x\"\r\n  c: word\r\n")
        #expect(reading.root.section("a").text("b") == "x")
        #expect(reading.root.section("a").text("c") == "word")
    }

    @Test func `follows links, also chains of them as container platforms make them`() throws {
        let directory = try TemporaryDirectory()
        let files = FileManager.default
        try files.createDirectory(atPath: directory.file("..d"), withIntermediateDirectories: true)
        _ = try directory.write("name: linked\n", to: "..d/a.yaml")
        try files.createSymbolicLink(atPath: directory.file("..data"), withDestinationPath: "..d")
        try files.createSymbolicLink(atPath: directory.file("a.yaml"), withDestinationPath: "..data/a.yaml")
        try files.createSymbolicLink(atPath: directory.file("gone.yaml"), withDestinationPath: "nowhere.yaml")
        let root = try ConfigurationFile.read(directory.file("a.yaml"), reading: ConfigurationReading())
        #expect(root.text("name") == "linked")
        let failure = #expect(throws: ConfigurationFile.Failure.self) {
            try ConfigurationFile.read(directory.file("gone.yaml"), reading: ConfigurationReading())
        }
        #expect(failure?.problem == "no such file")
    }
}
