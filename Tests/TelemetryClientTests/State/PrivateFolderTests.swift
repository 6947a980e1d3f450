// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import TelemetryClient

/// What can stand where the folder or a file of it should be. Nothing here may hang, crash, or write elsewhere.
@Suite(.timeLimit(.minutes(3))) struct PrivateFolderTests {
    private let temporary: TemporaryDirectory
    private let folder: PrivateFolder

    init() throws {
        temporary = try TemporaryDirectory(inMemory: true)
        folder = PrivateFolder(path: temporary.file("folder"), patience: .milliseconds(200))
        _ = try folder.prepare()
    }

    private static let names = ["secret", "secret.bak", "state.json", "history.jsonl"]

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    private func put(_ obstacle: String, at name: String) throws {
        let path = "\(folder.path)/\(name)"
        switch obstacle {
        case "a folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        case "a pipe": try #require(mkfifo(path, 0o600) == 0)
        case "a link that leads nowhere":
            try FileManager.default.createSymbolicLink(
                atPath: path, withDestinationPath: temporary.file("not-there"))
        default:
            let target = try temporary.write("of somebody else", to: "target")
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        }
    }

    private static let obstacles = ["a folder", "a pipe", "a link", "a link that leads nowhere"]

    @Test(arguments: obstacles, names)
    func `neither reads nor changes what is no file, and names it`(_ obstacle: String, _ name: String) throws {
        try put(obstacle, at: name)
        let failure = #expect(throws: TelemetryStateFailure.self) { try folder.read(name, repairs: true) }
        #expect(failure?.file == "\(folder.path)/\(name)")
        #expect(failure?.problem.isEmpty == false)
        #expect(throws: TelemetryStateFailure.self) { try folder.append("a line", to: name) }
        #expect(!FileManager.default.fileExists(atPath: temporary.file("not-there")))
        if obstacle == "a link" {
            #expect(try String(contentsOfFile: temporary.file("target"), encoding: .utf8) == "of somebody else")
        }
    }

    @Test(arguments: ["a pipe", "a link", "a link that leads nowhere"])
    func `replaces what is no file when it writes the whole of it, and writes nowhere else`(
        _ obstacle: String
    ) throws {
        try put(obstacle, at: "state.json")
        try folder.write("new", to: "state.json")
        #expect(try folder.read("state.json", repairs: false)?.text == "new")
        #expect(!FileManager.default.fileExists(atPath: temporary.file("not-there")))
        if obstacle == "a link" {
            #expect(try String(contentsOfFile: temporary.file("target"), encoding: .utf8) == "of somebody else")
        }
    }

    @Test(arguments: ["a folder", "a pipe", "a link", "a link that leads nowhere"])
    func `locks nothing but a file`(_ obstacle: String) throws {
        try put(obstacle, at: "lock")
        let failure = #expect(throws: TelemetryStateFailure.self) {
            try folder.locked { () throws(TelemetryStateFailure) in }
        }
        #expect(failure?.file == "\(folder.path)/lock")
    }

    @Test func `does not follow a link where its new file is to be`() throws {
        let target = try temporary.write("of somebody else", to: "target")
        let place = "\(folder.path)/state.json.\(getpid()).new"
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: target)
        try folder.write("new", to: "state.json")
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "of somebody else")
        #expect(try text("state.json") == "new")
    }

    @Test func `leaves the old file whole and nothing behind if a write fails`() throws {
        try folder.write("old", to: "state.json")
        // A folder in the way of the new file.
        let blocked = "\(folder.path)/state.json.\(getpid()).new"
        try FileManager.default.createDirectory(atPath: blocked, withIntermediateDirectories: false)
        let failure = #expect(throws: TelemetryStateFailure.self) { try folder.write("new", to: "state.json") }
        #expect(failure?.file == "\(folder.path)/state.json")
        #expect(try text("state.json") == "old")
        try FileManager.default.removeItem(atPath: blocked)
        // A folder in the way of the file itself.
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/other", withIntermediateDirectories: false)
        #expect(throws: TelemetryStateFailure.self) { try folder.write("new", to: "other") }
        #expect(throws: TelemetryStateFailure.self) { try folder.remove("other") }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["other", "state.json"])
    }

    @Test func `takes reading rights away from others, only if asked, and tells`() throws {
        try folder.write("text", to: "secret")
        let path = "\(folder.path)/secret"
        #expect(try folder.read("secret", repairs: true) == .init(text: "text", wasOpenToOthers: false))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(try folder.read("secret", repairs: false) == .init(text: "text", wasOpenToOthers: true))
        #expect(try filePermissions(of: path) == 0o644)
        #expect(try folder.read("secret", repairs: true) == .init(text: "text", wasOpenToOthers: true))
        #expect(try filePermissions(of: path) == 0o600)
        #expect(try folder.read("secret", repairs: true) == .init(text: "text", wasOpenToOthers: false))
    }

    @Test func `refuses a file that is far too large without reading it`() throws {
        try folder.write("", to: "state.json")
        #expect(truncate("\(folder.path)/state.json", 1 << 40) == 0)
        let failure = #expect(throws: TelemetryStateFailure.self) { try folder.read("state.json", repairs: false) }
        #expect(failure?.problem.contains("damaged") == true)
        #expect(throws: TelemetryStateFailure.self) { try TelemetryDirectory(path: folder.path).state() }
    }

    @Test func `reads bytes that are no text as what can be made of them`() throws {
        let bytes = Data([0xFF, 0x00, 0x41, 0xC3])
        try bytes.write(to: URL(fileURLWithPath: "\(folder.path)/state.json"))
        #expect(try folder.read("state.json", repairs: false)?.text.contains("A") == true)
        #expect(throws: TelemetryStateFailure.self) { try TelemetryDirectory(path: folder.path).state() }
    }

    @Test func `names a place where no folder can be`() throws {
        let file = try temporary.write("", to: "file")
        for path in [file, "\(file)/telemetry", temporary.file("no/such/folder")] {
            let nowhere = PrivateFolder(path: path, patience: .milliseconds(200))
            let failure = #expect(throws: TelemetryStateFailure.self) { try nowhere.prepare() }
            #expect(failure?.file == path)
            #expect(throws: TelemetryStateFailure.self) { try nowhere.write("", to: "state.json") }
            #expect(throws: TelemetryStateFailure.self) { try nowhere.append("", to: "history.jsonl") }
            #expect(throws: TelemetryStateFailure.self) { try nowhere.locked { () throws(TelemetryStateFailure) in } }
            #expect(throws: TelemetryStateFailure.self) { try nowhere.claim("sending") }
        }
        // What cannot be there is not there; what is there and no folder is a failure.
        for path in ["\(file)/telemetry", temporary.file("no/such/folder")] {
            #expect(try PrivateFolder(path: path, patience: .zero).read("state.json", repairs: false) == nil)
        }
        #expect(throws: TelemetryStateFailure.self) {
            try PrivateFolder(path: file, patience: .zero).read("state.json", repairs: false)
        }
    }
}
