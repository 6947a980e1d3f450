// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import TelemetryClient

struct TelemetryDirectoryTests {
    private let temporary: TemporaryDirectory
    private let directory: TelemetryDirectory
    private let secret = InstallSecret(random: { 0xA5 })

    init() throws {
        temporary = try TemporaryDirectory(inMemory: true)
        directory = TelemetryDirectory(path: temporary.file("telemetry"))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(directory.path)/\(name)", encoding: .utf8)
    }

    private func write(_ text: String, _ name: String) throws { _ = try temporary.write(text, to: "telemetry/\(name)") }

    private func stored() throws -> InstallSecret? { try directory.secret(repairs: false)?.secret }

    @Test func `is readable by its owner only`() throws {
        try directory.prepare()
        try directory.store(secret)
        try directory.update { state throws(TelemetryStateFailure) in state.counter = 1 }
        try directory.appendHistory("{}")
        #expect(try filePermissions(of: directory.path) == 0o700)
        let names = ["README.txt", "history.jsonl", "lock", "secret", "secret.bak", "state.json"]
        let permissions = try Snapshot(of: directory.path).permissions
        #expect(permissions == Dictionary(uniqueKeysWithValues: names.map { ($0, 0o600) }))
    }

    @Test func `explains itself, and each of its files`() throws {
        try directory.prepare()
        let text = try text("README.txt")
        for name in ["secret", "secret.bak", "state.json", "history.jsonl", "lock"] { #expect(text.contains(name)) }
        // A second start finds it there.
        try directory.prepare()
    }

    @Test func `starts with nothing`() throws {
        try directory.prepare()
        #expect(try directory.secret(repairs: true) == nil)
        #expect(try directory.state() == TelemetryState())
        #expect(try directory.historyLines().isEmpty)
    }

    @Test func `keeps the secret twice`() throws {
        try directory.prepare()
        try directory.store(secret)
        #expect(try stored() == secret)
        #expect(try text("secret") == String(repeating: "a5", count: 32) + "\n")
        #expect(try text("secret.bak") == text("secret"))
    }

    @Test(arguments: [
        "", "\n", "not hexadecimal", "a5", "a5a5 a5a5", "\u{0}\u{0}", String(repeating: "a5", count: 33),
        String(repeating: "a5", count: 31) + "a", String(repeating: "٣", count: 64),
    ])
    func `falls back to the backup if the secret is damaged, and repairs it only if asked`(_ damage: String) throws {
        try directory.prepare()
        try directory.store(secret)
        try write(damage, "secret")
        #expect(try stored() == secret)
        #expect(try text("secret") == damage)
        #expect(try directory.secret(repairs: true)?.secret == secret)
        #expect(try text("secret") == text("secret.bak"))
    }

    @Test(arguments: ["secret", "secret.bak"])
    func `names the file if nothing is left of the secret, touches nothing and shows nothing`(_ name: String) throws {
        try directory.prepare()
        try write("5ec2e7", name)
        let failure = #expect(throws: TelemetryStateFailure.self) { try directory.secret(repairs: true) }
        #expect(failure?.file == "\(directory.path)/\(name)")
        #expect(failure?.description.contains("5ec2e7") == false)
        #expect(failure?.description.contains("64 hexadecimal digits") == true)
        #expect(try text(name) == "5ec2e7")
    }

    @Test func `remembers its state`() throws {
        try directory.prepare()
        var new = TelemetryState()
        new.id = String(repeating: "0b", count: 32)
        new.counter = TelemetryState.largestCounter
        new.noticeVersion = 3
        new.noticeTime = 1_800_000_000
        new.isDisabled = true
        new.acceptedBody = "cafe"
        new.lastStart = .init(time: 1_800_000_000, isOn: false, reason: "a test")
        new.systemID = .init(kind: "firmware", digest: "00")
        new.hardwareAddress = .init(kind: "mac", digest: "11")
        let stored = new
        try directory.update { state throws(TelemetryStateFailure) in state = stored }
        #expect(try directory.state() == stored)
    }

    @Test func `reads the state of an older version, which lacks some of it`() throws {
        try directory.prepare()
        try write("{\"id\":\"\(String(repeating: "0b", count: 32))\",\"counter\":7}", "state.json")
        #expect(try directory.state().counter == 7)
        #expect(try directory.state().isDisabled == false)
    }

    @Test(arguments: [
        "", "{", "null", "[]", "{\"counter\":-1}", "{\"counter\":\"1\"}", "\u{0}\u{0}\u{0}", "{\"isDisabled\":1}",
        "{\"id\":\"0b\"}", "{\"id\":5}", "{\"counter\":9007199254740993}", "{\"counter\":1e400}",
        "{\"noticeTime\":-1}", "{\"noticeTime\":9223372036854775807}", "{\"systemID\":{}}", "{\"isDisabled\":true",
        "{\"noticeVersion\":-1}", "{\"noticeVersion\":9223372036854775807}",
        "{\"lastStart\":{\"time\":-1,\"isOn\":true,\"reason\":\"\"}}",
        "{\"id\":\"\(String(repeating: "0B", count: 32))\"}",
    ])
    func `names a damaged state, and does not touch it`(_ damage: String) throws {
        try directory.prepare()
        try write(damage, "state.json")
        let failure = #expect(throws: TelemetryStateFailure.self) { try directory.state() }
        #expect(failure?.file == "\(directory.path)/state.json")
        #expect(failure?.problem == "is damaged, so nothing is sent. Restore it, or start anew")
        #expect(throws: TelemetryStateFailure.self) {
            try directory.update { state throws(TelemetryStateFailure) in state.counter = 1 }
        }
        #expect(try text("state.json") == damage)
    }

    @Test func `leaves the state alone if nothing changed`() throws {
        try directory.prepare()
        try directory.update { state throws(TelemetryStateFailure) in state.counter = 1 }
        // What stands there in another spelling stays so.
        try write("{\"counter\":1}", "state.json")
        try directory.update { state throws(TelemetryStateFailure) in state.counter = 1 }
        #expect(try text("state.json") == "{\"counter\":1}")
    }

    @Test func `forgets everything but the choice, also what a killed process left behind`() throws {
        for isDisabled in [false, true] {
            try directory.prepare()
            try directory.store(secret)
            try directory.update { state throws(TelemetryStateFailure) in
                state.id = String(repeating: "0b", count: 32)
                state.counter = 7
                state.isDisabled = isDisabled
            }
            try directory.appendHistory("{}")
            try write(String(repeating: "a5", count: 32), "secret.4711.new")
            try directory.reset(history: true)
            let snapshot = try Snapshot(of: directory.path)
            let no = isDisabled ? ["disabled"] : []
            #expect(snapshot.texts.keys.sorted() == (["README.txt", "lock", "state.json"] + no).sorted())
            #expect(!snapshot.text.contains("a5a5") && !snapshot.text.contains("0b0b"))
            var left = TelemetryState()
            left.isDisabled = isDisabled
            #expect(try directory.state() == left)
        }
    }

    @Test func `takes what it cannot read for a no when it forgets`() throws {
        try directory.prepare()
        try directory.appendHistory("{}")
        try write("damaged", "state.json")
        try directory.reset(history: false)
        #expect(try directory.state().isDisabled)
        #expect(try directory.historyLines() == ["{}"])
    }

    @Test func `keeps a "no" twice, and either is enough`() throws {
        try directory.prepare()
        try directory.storeNo()
        try FileManager.default.removeItem(atPath: "\(directory.path)/state.json")
        #expect(try directory.state().isDisabled)
        try directory.storeNo()
        try FileManager.default.removeItem(atPath: "\(directory.path)/disabled")
        #expect(try directory.state().isDisabled)
        // And takes it back in both places.
        try directory.storeNo()
        try directory.update { state throws(TelemetryStateFailure) in state.isDisabled = false }
        #expect(try directory.state() == TelemetryState())
        #expect(!FileManager.default.fileExists(atPath: "\(directory.path)/disabled"))
    }

    @Test func `stores a "no" also beside a damaged state, of which nothing is lost until it is forgotten`() throws {
        try directory.prepare()
        try write("{\"id\":\"5ec2e7", "state.json")
        try directory.storeNo()
        #expect(try directory.state().isDisabled)
        #expect(try text("state.json.damaged") == "{\"id\":\"5ec2e7")
        try directory.reset(history: true)
        #expect(try !Snapshot(of: directory.path).text.contains("5ec2e7"))
    }

    @Test func `takes rights to the folder away from others, and tells`() throws {
        try directory.prepare()
        for mode in [0o755, 0o770, 0o777] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: directory.path)
            #expect(try directory.prepare())
            #expect(try filePermissions(of: directory.path) == 0o700)
            #expect(try directory.prepare() == false)
        }
    }

    @Test func `removes what a killed process left behind at the next start, and nothing else`() throws {
        try directory.prepare()
        for name in ["secret.4711.new", "state.json.1.new", "of-others.new", "secret.new.txt"] {
            try write("5ec2e7", name)
        }
        try directory.prepare()
        #expect(
            try Snapshot(of: directory.path).texts.keys.sorted()
                == ["README.txt", "lock", "of-others.new", "secret.new.txt"])
    }

    @Test func `does without its explanation where it cannot be written`() throws {
        try directory.prepare()
        try FileManager.default.removeItem(atPath: "\(directory.path)/README.txt")
        try FileManager.default.createDirectory(
            atPath: "\(directory.path)/README.txt", withIntermediateDirectories: false)
        try directory.prepare()
    }
}
