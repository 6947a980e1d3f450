// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct PageTokenTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func `is made once, for its owner alone, and stands in its file`() throws {
        let token = try PageToken.kept(in: directory.path)
        #expect(token.utf8.count == 64)
        #expect(try PageToken.kept(in: directory.path) == token)
        let path = PageToken.path(in: directory.path)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "\(token)\n")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let other = try TemporaryDirectory()
        #expect(try PageToken.kept(in: other.path) != token)
    }

    @Test func `is none if others can read it, or nothing can be kept`() throws {
        _ = try PageToken.kept(in: directory.path)
        chmod(PageToken.path(in: directory.path), 0o644)
        #expect(throws: KeptSecret.Failure.self) { try PageToken.kept(in: directory.path) }
        #expect(throws: KeptSecret.Failure.self) { try PageToken.kept(in: nil) }
        #expect(throws: KeptSecret.Failure.self) { try PageToken.kept(in: directory.file("missing")) }
    }
}
