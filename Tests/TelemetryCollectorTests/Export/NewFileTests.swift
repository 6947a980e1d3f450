// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import TelemetryCollector

@Suite struct NewFileTests {
    private func names(in directory: TemporaryDirectory) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    }

    @Test func `is there when it is whole, for its owner only`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("export.csv")
        let file = try NewFile(path)
        let line = [UInt8](repeating: 65, count: 1000)
        for _ in 0..<200 { try file.write(line) }
        #expect(!FileManager.default.fileExists(atPath: path))
        try file.finish()
        #expect(FileManager.default.contents(atPath: path)?.count == 200_000)
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        #expect(facts[.posixPermissions] as? Int == 0o600)
        #expect(try names(in: directory) == ["export.csv"])
    }

    @Test func `leaves nothing behind when it is given up`() throws {
        let directory = try TemporaryDirectory()
        do {
            let file = try NewFile(directory.file("export.csv"))
            try file.write([1, 2, 3])
        }
        #expect(try names(in: directory).isEmpty)
    }

    @Test func `never takes another file's place, also not one that appears meanwhile`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("export.csv")
        let file = try NewFile(path)
        try file.write([1])
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: NewFileFailure.self) { try file.finish() }
        #expect(throws: NewFileFailure(file: path, problem: "exists already: name another file, or remove it first")) {
            _ = try NewFile(path)
        }
        #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
    }

    @Test func `does not follow a link that leads nowhere`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("link")
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: directory.file("elsewhere"))
        #expect(throws: NewFileFailure.self) { _ = try NewFile(path) }
        #expect(try names(in: directory) == ["link"])
    }

    @Test func `says why a file cannot be made`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("no/such/folder/export.csv")
        #expect(throws: NewFileFailure(file: path, problem: "cannot be written: No such file or directory")) {
            _ = try NewFile(path)
        }
    }
}
