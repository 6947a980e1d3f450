// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// Every combination of what can be stored, what a host can be, and what can be given.
struct IdentityTableTests {
    private static let storedSecret = InstallSecret(random: { 0xA5 })
    private static let givenSecret = InstallSecret(random: { 0x5A })
    private static let counter: UInt64 = 17

    private let temporary: TemporaryDirectory
    private let directory: TelemetryDirectory

    init() throws {
        temporary = try TemporaryDirectory(inMemory: true)
        directory = TelemetryDirectory(path: temporary.file("telemetry"))
    }

    @Test func `has every combination once`() {
        let names = IdentityCase.all.map(\.testDescription)
        #expect(names.count == 4 * 4 * 10 * 2 * 2 * 2)
        #expect(Set(names).count == names.count)
        // The table is not all of one colour.
        let expectations = IdentityCase.all.map { IdentityExpectation($0) }
        #expect(expectations.count { $0.kind == .renewedAfterCopy } == 2 * (2 + 1))
        #expect(expectations.count { $0.kind == .ephemeral } == IdentityCase.all.count / 4)
    }

    @Test func `follows the rules in each of them`() throws {
        for given in IdentityCase.all { try check(given) }
    }

    private func check(_ given: IdentityCase) throws {
        let oldID = try store(given)
        let before = try files()
        let found = TelemetryIdentity.resolve(
            in: directory, provided: given.isProvided ? Self.givenSecret : nil, ingredients: .sample(given.now))
        let after = try files()

        let name: Comment = "\(given.testDescription)"
        let expected = IdentityExpectation(given)
        #expect(Self.kind(of: found) == expected.kind, name)
        #expect(found.maySend == (expected.kind != .ephemeral), name)
        #expect(Self.secret(of: found) == expected.secret, name)
        let newID = found.secret.id(
            for: TelemetryIdentity.Ingredients.sample(given.now).fingerprint, of: "butler-sos")
        #expect(found.id == (expected.id == .stored ? oldID : newID), name)

        #expect(Self.secretFiles(in: before) == Self.secretFiles(in: after) || !expected.leavesSecretFiles, name)
        guard given.isWritable else {
            #expect(before == after, name)
            return
        }
        let digits = Hex.encode(found.secret.forStorage) + "\n"
        #expect(Self.secretFiles(in: after) == ["secret": digits, "secret.bak": digits], name)
        let state = try directory.state()
        #expect(state.id == found.id, name)
        #expect(state.counter == (expected.resetsCounter ? 0 : Self.counter), name)
        #expect((state.acceptedBody == nil) == expected.resetsCounter, name)
        #expect(state.isDisabled == (given.stored == .both || given.stored == .state), name)
    }

    /// Puts what is there from before into the folder.
    ///
    /// - Returns: the ID that was in use.
    private func store(_ given: IdentityCase) throws -> String {
        let template = try template(given)
        try? FileManager.default.removeItem(atPath: directory.path)
        try FileManager.default.copyItem(atPath: template.path, toPath: directory.path)
        let gone =
            switch given.stored {
            case .nothing: ["secret", "secret.bak", "state.json", "disabled"]
            case .secret: ["state.json", "disabled"]
            case .state: ["secret", "secret.bak"]
            case .both: [] as [String]
            }
        for name in gone { try FileManager.default.removeItem(atPath: "\(directory.path)/\(name)") }
        if !given.isWritable {
            // Root may write anywhere, so a right that is missing would not stop this test: a folder in the way does.
            try FileManager.default.removeItem(atPath: "\(directory.path)/lock")
            try FileManager.default.createDirectory(
                atPath: "\(directory.path)/lock", withIntermediateDirectories: false)
        }
        return try #require(template.state().id)
    }

    /// The folder as a host like that left it. Cases whose past is the same share one.
    private func template(_ given: IdentityCase) throws -> TelemetryDirectory {
        let facts = given.then
        let past = [
            facts.hardwareAddress?.digits ?? "-", facts.systemID?.kind.rawValue ?? "-",
            facts.isContainer ? "container" : "machine",
        ]
        let template = TelemetryDirectory(path: temporary.file(past.joined(separator: "-")))
        guard !FileManager.default.fileExists(atPath: template.path) else { return template }
        _ = TelemetryIdentity.resolve(in: template, provided: Self.storedSecret, ingredients: .sample(facts))
        try template.update { state throws(TelemetryStateFailure) in
            state.counter = Self.counter
            state.acceptedBody = "00"
            state.isDisabled = true
        }
        return template
    }

    private func files() throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0 != "lock" }
        return Dictionary(
            uniqueKeysWithValues: try names.map {
                ($0, try String(contentsOfFile: "\(directory.path)/\($0)", encoding: .utf8))
            })
    }

    private static func secretFiles(in files: [String: String]) -> [String: String] {
        files.filter { $0.key.hasPrefix("secret") }
    }

    private static func kind(of identity: TelemetryIdentity) -> IdentityExpectation.Kind {
        switch identity.kind {
        case .stored: .stored
        case .provided: .provided
        case .ephemeral: .ephemeral
        case .renewedAfterCopy: .renewedAfterCopy
        }
    }

    private static func secret(of identity: TelemetryIdentity) -> IdentityExpectation.Secret {
        identity.secret == storedSecret ? .stored : identity.secret == givenSecret ? .given : .random
    }
}
