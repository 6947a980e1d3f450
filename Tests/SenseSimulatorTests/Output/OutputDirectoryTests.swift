// SPDX-License-Identifier: MIT

import Foundation
import SenseSimulator
import Testing

@Suite struct OutputDirectoryTests {
    @Test func `creates the folder and those above it`() throws {
        try withTemporaryFolder { folder in
            let directory = try OutputDirectory(creating: folder + "/a/b/")
            #expect(directory.path.hasPrefix("/"))
            #expect(directory.path.hasSuffix("/a/b"))
            #expect(try OutputDirectory(creating: folder + "/a/b") == directory)
        }
    }

    @Test func `replaces a file and leaves no draft behind`() throws {
        try withTemporaryFolder { folder in
            let directory = try OutputDirectory(creating: folder)
            try directory.write("old, and longer", to: "servers.txt")
            let path = try directory.write("new", to: "servers.txt")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["servers.txt"])
        }
    }

    @Test func `lets only the owner read a secret, also where others could read the file before`() throws {
        try withTemporaryFolder { folder in
            let directory = try OutputDirectory(creating: folder)
            try directory.write("known", to: "key.pem")
            let path = try directory.write("secret", to: "key.pem", isSecret: true)
            #expect(try permissions(of: path) == 0o600)
        }
    }

    @Test func `removes a file, and minds not if there is none`() throws {
        try withTemporaryFolder { folder in
            let directory = try OutputDirectory(creating: folder)
            try directory.write("", to: "servers.txt")
            try directory.remove("servers.txt")
            try directory.remove("servers.txt")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test func `names the file that it cannot write`() throws {
        try withTemporaryFolder { folder in
            let directory = try OutputDirectory(creating: folder)
            try FileManager.default.createDirectory(atPath: folder + "/root.pem", withIntermediateDirectories: false)
            let error = try #require(throws: OutputFailure.self) { try directory.write("text", to: "root.pem") }
            #expect(error.description == "cannot write \(directory.path)/root.pem: Is a directory")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["root.pem"])
        }
    }

    @Test func `names the folder that it cannot create`() throws {
        try withTemporaryFolder { folder in
            try OutputDirectory(creating: folder).write("", to: "file")
            let error = try #require(throws: OutputFailure.self) {
                try OutputDirectory(creating: folder + "/file/folder")
            }
            #expect(error.description == "cannot create the folder \(folder)/file/folder: Not a directory")
        }
    }
}
