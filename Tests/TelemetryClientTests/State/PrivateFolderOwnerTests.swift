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
    /// The folder around it, which is the service's.
    private let home: String
    private let directory: TelemetryDirectory
    private var folder: PrivateFolder { PrivateFolder(path: directory.path, patience: .milliseconds(200)) }

    init() throws {
        temporary = try TemporaryDirectory(inMemory: true)
        home = temporary.file("home")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
        directory = TelemetryDirectory(path: "\(home)/telemetry")
        try directory.prepare()
    }

    /// Gives the folder and the one around it to a user, but none of the files.
    private func move(to user: uid_t) throws { for path in [home, directory.path] { try give(path, to: user) } }

    private func give(_ path: String, to user: uid_t) throws { try #require(lchown(path, user, user) == 0) }

    private func owner(of path: String) throws -> uid_t? {
        (try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID] as? NSNumber)?.uint32Value
    }

    private func owners() throws -> Set<uid_t?> {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        return Set(try (names.map { "\(directory.path)/\($0)" } + [directory.path]).map(owner))
    }

    @Test func `gives what root writes to the folder's owner`() throws {
        try move(to: Self.service)
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
        try give(home, to: Self.service)
        try FileManager.default.removeItem(atPath: directory.path)
        try directory.prepare()
        #expect(try filePermissions(of: directory.path) == 0o700)
        #expect(try owners() == [Self.service])
    }

    @Test func `leaves root's own to root`() throws {
        try directory.prepare()
        #expect(try owners() == [0])
    }

    @Test(arguments: ["secret", "secret.bak", "state.json", "history.jsonl", "lock", "disabled"], [0, service])
    func `trusts no file of a stranger`(_ name: String, _ folderOwner: uid_t) throws {
        try move(to: folderOwner)
        let path = "\(directory.path)/\(name)"
        try "{}".write(toFile: path, atomically: true, encoding: .utf8)
        try give(path, to: Self.stranger)
        let failure = #expect(throws: TelemetryStateFailure.self) { try folder.read(name, repairs: true) }
        #expect(failure?.file == path)
        #expect(failure?.problem.contains("belongs to user \(Self.stranger)") == true)
        #expect(failure?.problem.contains("chown it to user \(folderOwner)") == true)
        #expect(throws: TelemetryStateFailure.self) { try folder.append("a line", to: name) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "{}")
        #expect(try owner(of: path) == Self.stranger)
        // And nothing is sent for as long as it is there.
        let found = TelemetryIdentity.resolve(in: directory, provided: nil, ingredients: .sample())
        #expect(!found.maySend || ["secret.bak", "history.jsonl"].contains(name))
    }

    @Test func `trusts files of the folder's owner, and of root`() throws {
        try move(to: Self.service)
        for user in [Self.service, 0] {
            let path = "\(directory.path)/state.json"
            try "text".write(toFile: path, atomically: true, encoding: .utf8)
            try give(path, to: user)
            #expect(try folder.read("state.json", repairs: true)?.text == "text")
        }
    }

    /// Somebody who may write into a folder above could put a folder of his own there.
    @Test func `works for nobody but the owner of the folder around it`() throws {
        try give(directory.path, to: Self.stranger)
        let failure = #expect(throws: TelemetryStateFailure.self) { try directory.prepare() }
        #expect(failure?.file == directory.path)
        #expect(failure?.problem.contains("belongs to user \(Self.stranger)") == true)
        #expect(throws: TelemetryStateFailure.self) { try directory.state() }
        #expect(throws: TelemetryStateFailure.self) { try directory.storeNo() }
        #expect(try owner(of: "\(directory.path)/README.txt") == 0)
    }

    @Test func `changes no file of root's to which the folder's owner has linked`() throws {
        let file = try temporary.write("of root", to: "of-root")
        for name in ["history.jsonl", "lock", "sending"] {
            try? FileManager.default.removeItem(atPath: "\(directory.path)/\(name)")
            try #require(link(file, "\(directory.path)/\(name)") == 0)
        }
        try move(to: Self.service)
        let failure = #expect(throws: TelemetryStateFailure.self) { try folder.append("a line", to: "history.jsonl") }
        #expect(failure?.problem.contains("another name") == true)
        #expect(throws: TelemetryStateFailure.self) { try directory.storeNo() }
        #expect(throws: TelemetryStateFailure.self) { try directory.claimSending() }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "of root")
        #expect(try owner(of: file) == 0)
    }
}
