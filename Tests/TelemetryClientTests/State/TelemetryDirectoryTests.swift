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
        temporary = try TemporaryDirectory()
        directory = TelemetryDirectory(path: temporary.file("telemetry"))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(directory.path)/\(name)", encoding: .utf8)
    }

    private func write(_ text: String, _ name: String) throws { _ = try temporary.write(text, to: "telemetry/\(name)") }

    @Test func `is readable by its owner only`() throws {
        try directory.prepare()
        try directory.store(secret)
        try directory.store(TelemetryState())
        #expect(try permissions(of: directory.path) == 0o700)
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
        #expect(names == ["README.txt", "secret", "secret.bak", "state.json"])
        for name in names { #expect(try permissions(of: "\(directory.path)/\(name)") == 0o600, "\(name)") }
    }

    @Test func `explains itself`() throws {
        try directory.prepare()
        #expect(try text("README.txt").contains("secret"))
        // A second start finds it there.
        try directory.prepare()
    }

    @Test func `starts with nothing`() throws {
        try directory.prepare()
        #expect(try directory.secret() == nil)
        #expect(try directory.state() == TelemetryState())
    }

    @Test func `keeps the secret twice`() throws {
        try directory.prepare()
        try directory.store(secret)
        #expect(try directory.secret() == secret)
        #expect(try text("secret") == String(repeating: "a5", count: 32) + "\n")
        #expect(try text("secret.bak") == text("secret"))
    }

    @Test(arguments: ["", "\n", "not hexadecimal", "a5", "a5a5 a5a5", "\u{0}\u{0}", String(repeating: "a5", count: 33)])
    func `falls back to the backup if the secret is damaged`(_ damage: String) throws {
        try directory.prepare()
        try directory.store(secret)
        try write(damage, "secret")
        #expect(try directory.secret() == secret)
    }

    @Test func `falls back to the backup if the secret is missing`() throws {
        try directory.prepare()
        try directory.store(secret)
        try FileManager.default.removeItem(atPath: "\(directory.path)/secret")
        #expect(try directory.secret() == secret)
    }

    @Test func `names the file if secret and backup are damaged, and touches neither`() throws {
        try directory.prepare()
        try write("one", "secret")
        try write("two", "secret.bak")
        #expect { try directory.secret() } throws: { error in
            (error as? TelemetryStateFailure)?.file == "\(directory.path)/secret"
        }
        #expect(try text("secret") == "one")
        #expect(try text("secret.bak") == "two")
    }

    @Test func `does not take a damaged secret without a backup for none`() throws {
        try directory.prepare()
        try write("one", "secret")
        #expect(throws: TelemetryStateFailure.self) { try directory.secret() }
    }

    @Test func `remembers its state`() throws {
        try directory.prepare()
        var state = TelemetryState()
        state.id = String(repeating: "0b", count: 32)
        state.counter = TelemetryState.largestCounter
        state.noticeVersion = 3
        state.noticeTime = 1_800_000_000
        state.isDisabled = true
        state.acceptedBody = "cafe"
        state.systemID = .init(kind: "firmware", digest: "00")
        state.hardwareAddress = .init(kind: "mac", digest: "11")
        try directory.store(state)
        #expect(try directory.state() == state)
    }

    @Test(arguments: ["", "{", "null", "[]", "{\"counter\":-1}", "{\"counter\":\"1\"}", "\u{0}\u{0}\u{0}"])
    func `names a damaged state, and does not touch it`(_ damage: String) throws {
        try directory.prepare()
        try write(damage, "state.json")
        let failure = TelemetryStateFailure(file: "\(directory.path)/state.json", problem: "is damaged")
        #expect(throws: failure) { try directory.state() }
        #expect(try text("state.json") == damage)
    }

    @Test func `names what cannot be made`() throws {
        // Not a permission, which a test that runs as root would not notice: the parent is a file.
        let file = try temporary.write("", to: "file")
        let nowhere = TelemetryDirectory(path: "\(file)/telemetry")
        #expect { try nowhere.prepare() } throws: { error in
            (error as? TelemetryStateFailure)?.file == nowhere.path && "\(error)".contains("Not a directory")
        }
        #expect(throws: TelemetryStateFailure.self) { try nowhere.store(TelemetryState()) }
        #expect(throws: TelemetryStateFailure.self) { try nowhere.store(secret) }
        #expect(throws: TelemetryStateFailure.self) { try nowhere.secret() }
        #expect(throws: TelemetryStateFailure.self) { try nowhere.state() }
    }

    @Test func `leaves the old file whole and nothing else behind if a write fails`() throws {
        try directory.prepare()
        try directory.store(TelemetryState())
        let before = try text("state.json")
        // A folder in the way of the temporary file makes the write fail.
        let blocked = "\(directory.path)/state.json.\(getpid()).new"
        try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: false)
        var state = TelemetryState()
        state.counter = 5
        #expect(throws: TelemetryStateFailure.self) { try directory.store(state) }
        #expect(try text("state.json") == before)
        try FileManager.default.removeItem(atPath: blocked)
        try directory.store(state)
        #expect(try directory.state().counter == 5)
    }

    @Test func `shows no secret in its failures`() throws {
        try directory.prepare()
        try write("5ec2e7", "secret")
        do {
            _ = try directory.secret()
            Issue.record("a damaged secret was taken")
        } catch {
            #expect(!"\(error)".contains("5ec2e7"))
        }
    }
}
