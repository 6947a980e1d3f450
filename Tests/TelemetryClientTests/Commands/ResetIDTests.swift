// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// A new identity, also when the files of the old one are damaged.
@Suite(.timeLimit(.minutes(3))) struct ResetIDTests {
    private let installation: Installation
    private let id: String

    init() throws {
        installation = try Installation()
        try installation.report()
        id = installation.look().id
    }

    /// What a new identity must have, whatever was before.
    private func expectNew(_ answer: CommandAnswer, isDisabled: Bool = false) throws {
        let new = installation.look()
        #expect(answer.isWell)
        #expect(new.identity.kind == .stored)
        #expect(new.id != id)
        #expect(try answer.parsed["id"]?.text == new.id)
        #expect(try answer.parsed["isDisabled"] == .boolean(isDisabled))
        #expect(answer.lines.first == "The new ID is \(new.id).")
        let state = try installation.directory.state()
        #expect(state.counter == 0 && state.acceptedBody == nil && state.noticeTime == nil)
        #expect(state.isDisabled == isDisabled)
        #expect(installation.start().id == new.id)
    }

    @Test func `makes another secret and ID, and keeps the history`() throws {
        let old = try Snapshot(of: installation.folder)
        try expectNew(try installation.look().resetID())
        let new = try Snapshot(of: installation.folder)
        #expect(new.texts["secret"] != old.texts["secret"])
        #expect(new.texts["secret"] == new.texts["secret.bak"])
        #expect(new.texts["history.jsonl"] == old.texts["history.jsonl"])
        #expect(new.permissions.values.allSatisfy { $0 == 0o600 })
        #expect(!new.texts.filter { $0.key != "history.jsonl" }.values.joined().contains(id))
    }

    @Test func `keeps a stored "no", and says so`() throws {
        _ = try installation.look().disable()
        let answer = try installation.look().resetID()
        try expectNew(answer, isDisabled: true)
        #expect(answer.lines.contains("Telemetry is disabled."))
    }

    @Test func `is the way out of a damaged secret`() throws {
        for name in ["secret", "secret.bak"] { try installation.write("damaged", to: name) }
        #expect(!installation.start().identity.maySend)
        try expectNew(try installation.look().resetID())
    }

    @Test(arguments: ["", "{", "{\"counter\":-1}", "\u{0}"])
    func `is the way out of a damaged state, which could have said no`(_ damage: String) throws {
        try installation.write(damage, to: "state.json")
        try expectNew(try installation.look().resetID(), isDisabled: true)
    }

    @Test(arguments: ["secret", "secret.bak", "state.json"], ["link", "pipe"])
    func `puts files where something else was`(_ name: String, _ obstacle: String) throws {
        let path = "\(installation.folder)/\(name)"
        let target = try installation.temporary.write("of somebody else", to: "target")
        try FileManager.default.removeItem(atPath: path)
        if obstacle == "link" { try symbolicLink(path, to: target) } else { try #require(mkfifo(path, 0o600) == 0) }
        try expectNew(try installation.look().resetID(), isDisabled: name == "state.json")
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "of somebody else")
    }

    @Test(arguments: ["secret", "secret.bak", "state.json"])
    func `names a folder that is in the way`(_ name: String) throws {
        let path = "\(installation.folder)/\(name)"
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let failure = #expect(throws: CommandFailure.self) { try installation.look().resetID() }
        #expect(failure?.description.hasPrefix(path) == true)
    }

    @Test func `draws a new secret although one is given`() throws {
        var given = installation
        given.options.providedSecret = InstallSecret(random: { 9 })
        _ = try given.look().resetID()
        #expect(given.start().identity.secret != given.options.providedSecret)
        #expect(given.start().id != id)
    }

    @Test func `makes an identity where there was none`() throws {
        let fresh = try Installation()
        let answer = try fresh.look().resetID()
        #expect(try answer.parsed["id"]?.text == fresh.start().id)
    }
}
