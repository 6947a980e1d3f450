// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Secrets that are lost, damaged or open, and writes that fail half-way.
struct IdentityRepairTests {
    private let temporary: TemporaryDirectory
    private let directory: TelemetryDirectory

    init() throws {
        temporary = try TemporaryDirectory(inMemory: true)
        directory = TelemetryDirectory(path: temporary.file("telemetry"))
    }

    private static let elsewhere = HostFacts.sample(
        mac: "00155d000001", systemID: "0123456789abcdef0123456789abcdef")

    private func resolve(_ facts: HostFacts = .sample()) -> TelemetryIdentity {
        TelemetryIdentity.resolve(in: directory, provided: nil, ingredients: .sample(facts))
    }

    private func write(_ text: String, _ name: String) throws { _ = try temporary.write(text, to: "telemetry/\(name)") }

    private func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(directory.path)/\(name)")
    }

    private func digits(_ name: String) throws -> String {
        try String(contentsOfFile: "\(directory.path)/\(name)", encoding: .utf8)
    }

    @Test func `gives up an ID whose secret was lost`() throws {
        let first = resolve()
        for name in ["secret", "secret.bak"] { try remove(name) }
        let second = resolve()
        #expect(second.secret != first.secret)
        // The collector pins an ID to the key it first saw, so the old ID with another key would be refused for ever.
        #expect(second.id != first.id)
    }

    @Test(arguments: ["secret", "secret.bak"], [nil, "damaged", "", "\u{0}"])
    func `mends one of the two copies of the secret from the other`(_ name: String, _ damage: String?) throws {
        let first = resolve()
        if let damage { try write(damage, name) } else { try remove(name) }
        #expect(resolve().id == first.id)
        // Else one copy would be left, and the next damage would cost the ID.
        #expect(try digits("secret") == digits("secret.bak"))
        #expect(try digits(name) == Hex.encode(first.secret.forStorage) + "\n")
        #expect(try filePermissions(of: "\(directory.path)/\(name)") == 0o600)
    }

    @Test func `overwrites nothing if both copies are damaged, and names the file`() throws {
        _ = resolve()
        for name in ["secret", "secret.bak"] { try write("damaged", name) }
        let before = try Snapshot(of: directory.path).texts
        let found = resolve()
        guard case .ephemeral(let reason) = found.kind else {
            Issue.record("expected an ephemeral ID, found \(found.kind)")
            return
        }
        #expect(reason.hasPrefix("\(directory.path)/secret is damaged"))
        #expect(reason.contains("start anew"))
        #expect(try Snapshot(of: directory.path).texts == before)
    }

    @Test(arguments: ["secret", "secret.bak"], [0o644, 0o640, 0o604, 0o660])
    func `closes a secret that others could read, and says so once`(_ name: String, _ mode: Int) throws {
        let first = resolve()
        let path = "\(directory.path)/\(name)"
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let second = resolve()
        #expect(second.id == first.id)
        #expect(try filePermissions(of: path) == 0o600)
        #expect(second.notes.count == 1)
        #expect(second.notes.first?.contains(directory.path) == true)
        #expect(second.notes.first?.contains("start anew") == true)
        #expect(resolve().notes.isEmpty)
    }

    /// Each file in turn cannot be written, as if the power failed there.
    @Test(arguments: ["secret.bak", "secret", "state.json"], ["copied disk", "lost secret"])
    func `never pairs the ID of one secret with another, wherever a write fails`(
        _ blocked: String, _ reason: String
    ) throws {
        let first = resolve()
        let facts = reason == "copied disk" ? Self.elsewhere : HostFacts.sample()
        if reason == "lost secret" { for name in ["secret", "secret.bak"] { try remove(name) } }
        let obstacle = "\(directory.path)/\(blocked).\(getpid()).new"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
        #expect(!resolve(facts).maySend)
        try FileManager.default.removeItem(atPath: obstacle)

        // What is unknown now must not matter: a copy may not be recognised any more.
        let second = resolve(.sample(mac: nil, systemID: nil))
        #expect(second.maySend)
        #expect(second.id != first.id || second.secret == first.secret)
        let third = resolve(facts)
        #expect(third.id != first.id && third.secret != first.secret)
    }
}
