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
        temporary = try TemporaryDirectory()
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

    @Test(arguments: IdentityCase.all)
    func `follows the rules`(_ given: IdentityCase) throws {
        let oldID = try store(given)
        let before = try files()
        let found = TelemetryIdentity.resolve(
            in: directory, provided: given.isProvided ? Self.givenSecret : nil, ingredients: .sample(given.now))
        let after = try files()

        let expected = IdentityExpectation(given)
        #expect(Self.kind(of: found) == expected.kind)
        #expect(found.maySend == (expected.kind != .ephemeral))
        #expect(Self.secret(of: found) == expected.secret)
        let newID = found.secret.id(
            for: TelemetryIdentity.Ingredients.sample(given.now).fingerprint, of: "butler-sos")
        #expect(found.id == (expected.id == .stored ? oldID : newID))

        #expect(Self.secretFiles(in: before) == Self.secretFiles(in: after) || !expected.leavesSecretFiles)
        guard given.isWritable else {
            #expect(before == after)
            return
        }
        let digits = Hex.encode(found.secret.forStorage) + "\n"
        #expect(Self.secretFiles(in: after) == ["secret": digits, "secret.bak": digits])
        let state = try directory.state()
        #expect(state.id == found.id)
        #expect(state.counter == (expected.resetsCounter ? 0 : Self.counter))
        #expect((state.acceptedBody == nil) == expected.resetsCounter)
        #expect(state.isDisabled == (given.stored == .both || given.stored == .state))
    }

    /// Makes what is there from before.
    ///
    /// - Returns: the ID that was in use.
    private func store(_ given: IdentityCase) throws -> String {
        let old = TelemetryIdentity.resolve(
            in: directory, provided: Self.storedSecret, ingredients: .sample(given.then))
        try directory.update { state throws(TelemetryStateFailure) in
            state.counter = Self.counter
            state.acceptedBody = "00"
            state.isDisabled = true
        }
        let gone =
            switch given.stored {
            case .nothing: ["secret", "secret.bak", "state.json"]
            case .secret: ["state.json"]
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
        return old.id
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
