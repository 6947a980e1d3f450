// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import TelemetryClient

/// Root gives commands in the folder of a service that runs as somebody else.
@Suite(.enabled("giving files to another user needs root", { geteuid() == 0 })) struct PrivateFolderOwnerTests {
    private static let service: uid_t = 64_321
    private static let stranger: uid_t = 64_322

    private let temporary: TemporaryDirectory
    private let directory: TelemetryDirectory
    private var folder: PrivateFolder { PrivateFolder(path: directory.path) }

    init() throws {
        temporary = try TemporaryDirectory()
        directory = TelemetryDirectory(path: temporary.file("telemetry"))
        try directory.prepare()
    }

    private func give(_ path: String, to user: uid_t) throws { try #require(lchown(path, user, user) == 0) }

    private func owner(of path: String) throws -> uid_t? {
        (try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID] as? NSNumber)?.uint32Value
    }

    private func owners() throws -> Set<uid_t?> {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        return Set(try (names.map { "\(directory.path)/\($0)" } + [directory.path]).map(owner))
    }

    @Test func `gives what root writes to the folder's owner`() throws {
        try give(directory.path, to: Self.service)
        try FileManager.default.removeItem(atPath: "\(directory.path)/README.txt")
        try directory.prepare()
        _ = TelemetryIdentity.resolve(in: directory, provided: nil, ingredients: .sample())
        try directory.appendHistory("{}")
        try directory.update { state throws(TelemetryStateFailure) in state.isDisabled = true }
        #expect(try owners() == [Self.service])
        #expect(try directory.state().isDisabled)
        // Also what root finds there and only adds to.
        try give("\(directory.path)/history.jsonl", to: 0)
        try directory.appendHistory("{}")
        #expect(try owners() == [Self.service])
    }

    @Test func `gives a folder that root makes to the owner of the folder around it`() throws {
        let outer = temporary.file("outer")
        try FileManager.default.createDirectory(atPath: outer, withIntermediateDirectories: false)
        try give(outer, to: Self.service)
        let inner = TelemetryDirectory(path: "\(outer)/telemetry")
        try inner.prepare()
        #expect(try owner(of: inner.path) == Self.service)
        #expect(try filePermissions(of: inner.path) == 0o700)
        #expect(try owner(of: "\(inner.path)/README.txt") == Self.service)
        // Root's own is left as it is.
        #expect(try owners() == [0])
    }

    @Test(arguments: ["secret", "secret.bak", "state.json", "history.jsonl", "lock"], [0, service])
    func `trusts no file of a stranger`(_ name: String, _ folderOwner: uid_t) throws {
        try give(directory.path, to: folderOwner)
        let path = try temporary.write("{}", to: "telemetry/\(name)")
        try give(path, to: Self.stranger)
        let failure = #expect(throws: TelemetryStateFailure.self) { try folder.read(name, repairs: true) }
        #expect(failure?.file == path)
        #expect(failure?.problem.contains("belongs to user \(Self.stranger)") == true)
        #expect(failure?.problem.contains("chown it to user \(folderOwner)") == true)
        #expect(throws: TelemetryStateFailure.self) { try folder.append("a line", to: name) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "{}")
        #expect(try owner(of: path) == Self.stranger)
    }

    @Test func `trusts files of the folder's owner, and of root`() throws {
        try give(directory.path, to: Self.service)
        for user in [Self.service, 0] {
            let path = try temporary.write("text", to: "telemetry/state.json")
            try give(path, to: user)
            #expect(try folder.read("state.json", repairs: true)?.text == "text")
        }
    }

    @Test func `changes no file of root's to which the folder's owner has linked`() throws {
        let file = try temporary.write("of root", to: "of-root")
        for name in ["history.jsonl", "lock"] {
            try? FileManager.default.removeItem(atPath: "\(directory.path)/\(name)")
            try #require(link(file, "\(directory.path)/\(name)") == 0)
        }
        try give(directory.path, to: Self.service)
        let failure = #expect(throws: TelemetryStateFailure.self) { try folder.append("a line", to: "history.jsonl") }
        #expect(failure?.problem.contains("another name") == true)
        #expect(throws: TelemetryStateFailure.self) { try directory.appendHistory("a line") }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "of root")
        #expect(try owner(of: file) == 0)
    }

    @Test func `lets nobody else use the folder of a stranger through a wrong lock`() throws {
        try give(directory.path, to: Self.service)
        try give("\(directory.path)/lock", to: Self.stranger)
        let identity = TelemetryIdentity.resolve(in: directory, provided: nil, ingredients: .sample())
        guard case .ephemeral(let reason) = identity.kind else {
            Issue.record("a stranger's lock was taken")
            return
        }
        #expect(reason.contains("lock belongs to user \(Self.stranger)"))
    }
}
