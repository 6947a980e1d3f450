// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import LogOutput

@Suite struct LogFolderTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func `can be used if it is there, or if it can be made, and is not made by asking`() {
        #expect(LogFolder.obstacle(directory.path) == nil)
        #expect(LogFolder.obstacle(directory.file("a/b/c/")) == nil)
        #expect(LogFolder.obstacle("log") == nil)
        #expect(!FileManager.default.fileExists(atPath: directory.file("a")))
        #expect(LogFolder.obstacle("") == "the path is empty")
    }

    @Test func `cannot be used where a file or a broken link is in the way`() throws {
        let file = try directory.write("", to: "file")
        #expect(LogFolder.obstacle(file) == "\(file) is no folder")
        #expect(LogFolder.obstacle("\(file)/log") == "\(file)/log: Not a directory")
        let link = directory.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/nowhere/at/all")
        #expect(LogFolder.obstacle("\(link)/log") == "\(link) is a link to nothing")
    }

    @Test(.enabled("\(TinyDisk.whyNot)", { await TinyDisk.isPossible() }))
    func `cannot be used where nothing can be written`() async throws {
        let disk = try await TinyDisk()
        #expect(LogFolder.obstacle("\(disk.path)/a/b") == nil)
        try await disk.setReadOnly(true)
        #expect(LogFolder.obstacle("\(disk.path)/a/b") == "\(disk.path): Read-only file system")
    }
}
