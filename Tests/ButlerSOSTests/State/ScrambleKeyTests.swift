// SPDX-License-Identifier: MIT

import Crypto
import Foundation
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct ScrambleKeyTests {
    private let directory: TemporaryDirectory
    private var path: String { ScrambleKey.path(in: directory.path) }

    init() throws { directory = try TemporaryDirectory() }

    private func bytes(_ key: ScrambleKey) -> [UInt8] { key.key.withUnsafeBytes { Array($0) } }

    @Test func `is made once, for its owner alone, and stays the same`() throws {
        let first = ScrambleKey(state: directory.path)
        #expect(first.problem == nil)
        #expect(bytes(first).count == 32)
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        #expect(facts[.posixPermissions] as? Int == 0o600)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.utf8.count == 65 && text.hasSuffix("\n"))
        let second = ScrambleKey(state: directory.path)
        #expect(second.problem == nil)
        #expect(bytes(second) == bytes(first))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["scramble-key"])
    }

    @Test func `is another in another folder`() throws {
        let other = try TemporaryDirectory()
        #expect(bytes(ScrambleKey(state: directory.path)) != bytes(ScrambleKey(state: other.path)))
    }

    @Test func `takes a key that somebody put there`() throws {
        _ = try directory.write(String(repeating: "0A", count: 32), to: "scramble-key")
        chmod(path, 0o600)
        let key = ScrambleKey(state: directory.path)
        #expect(key.problem == nil)
        #expect(bytes(key) == Array(repeating: 10, count: 32))
    }

    @Test(arguments: ["", "0a", String(repeating: "g", count: 64), String(repeating: "a", count: 66), "é"])
    func `leaves a file alone that is something else, and is for this run only`(content: String) throws {
        _ = try directory.write(content, to: "scramble-key")
        chmod(path, 0o600)
        let (one, two) = (ScrambleKey(state: directory.path), ScrambleKey(state: directory.path))
        #expect(one.problem?.hasPrefix("\(path) is not a file of 64 hexadecimal digits") == true)
        #expect(bytes(one) != bytes(two))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
    }

    @Test func `is no secret if others can read it`() throws {
        _ = ScrambleKey(state: directory.path)
        chmod(path, 0o640)
        #expect(ScrambleKey(state: directory.path).problem != nil)
    }

    @Test func `does not follow a link`() throws {
        let elsewhere = try directory.write(String(repeating: "0A", count: 32), to: "elsewhere")
        chmod(elsewhere, 0o600)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
        #expect(ScrambleKey(state: directory.path).problem != nil)
    }

    @Test func `is for this run only without a folder`() {
        #expect(ScrambleKey(state: nil).problem == "there is no state folder")
        let missing = directory.file("missing")
        #expect(ScrambleKey(state: missing).problem?.hasPrefix("\(missing)/scramble-key cannot be made: ") == true)
    }
}
