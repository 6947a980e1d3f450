// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import ButlerSOS

@Suite struct StateDirectoryTests {
    private let directory: TemporaryDirectory
    private let configuration: String

    init() throws {
        directory = try TemporaryDirectory()
        configuration = try directory.write("", to: "site.yaml")
    }

    private func path(given: String? = nil, _ environment: [String: String]) -> String {
        StateDirectory(given: given, environment: environment, configurationPath: configuration).path
    }

    @Test func `takes the folder that is given, before all others`() {
        let environment = ["STATE_DIRECTORY": "/b", "XDG_STATE_HOME": "/c", "HOME": "/d"]
        #expect(path(given: "/a", environment) == "/a")
        #expect(path(given: "", environment) == "/b")
        #expect(StateDirectory.telemetryPath(in: "/a") == "/a/telemetry")
    }

    @Test func `takes systemd's folder, the first if there are several`() {
        #expect(path(["STATE_DIRECTORY": "/b:/e", "HOME": "/d"]) == "/b")
        #expect(path(["STATE_DIRECTORY": "", "HOME": "/d"]).hasPrefix("/d/"))
    }

    @Test func `takes a folder of the instance below the user's state folder`() throws {
        let xdg = path(["XDG_STATE_HOME": "/c", "HOME": "/d"])
        let home = path(["HOME": "/d"])
        let empty = path(["XDG_STATE_HOME": "", "HOME": "/d"])
        #expect(xdg.hasPrefix("/c/butler-sos/"))
        #expect(home.hasPrefix("/d/.local/state/butler-sos/"))
        #expect(empty == home)
        let instance = try #require(home.split(separator: "/").last)
        #expect(xdg == "/c/butler-sos/\(instance)")
        #expect(instance.count == 12)
        #expect(instance.allSatisfy { "0123456789abcdef".contains($0) })
    }

    @Test func `gives one configuration one folder, by whatever path`() throws {
        let link = directory.file("link.yaml")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: configuration)
        let other = try directory.write("", to: "other.yaml")
        let environment = ["HOME": "/d"]
        func folder(_ configuration: String) -> String {
            StateDirectory(given: nil, environment: environment, configurationPath: configuration).path
        }
        #expect(folder(link) == folder(configuration))
        #expect(folder("\(directory.path)/./site.yaml") == folder(configuration))
        #expect(folder(other) != folder(configuration))
        #expect(folder(directory.file("gone.yaml")) != folder(configuration))
    }

    @Test func `makes a folder that only its owner can enter`() throws {
        let state = StateDirectory(
            given: directory.file("a/b/state"), environment: [:], configurationPath: configuration)
        let lock = try state.open(configurationPath: configuration)
        let attributes = try FileManager.default.attributesOfItem(atPath: state.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        let note = try String(contentsOfFile: "\(state.path)/instance.json", encoding: .utf8)
        #expect(note.contains("site.yaml"))
        withExtendedLifetime(lock) {}
    }

    @Test func `lets one in at a time`() throws {
        let state = StateDirectory(given: directory.file("state"), environment: [:], configurationPath: configuration)
        var lock: StateLock? = try state.open(configurationPath: configuration)
        #expect(throws: StateDirectoryFailure.inUse(path: state.path)) {
            try state.open(configurationPath: configuration)
        }
        withExtendedLifetime(lock) {}
        lock = nil
        lock = try state.open(configurationPath: configuration)
        #expect(lock != nil)
    }

    @Test func `says that a folder cannot be used`() throws {
        let file = try directory.write("", to: "file")
        let state = StateDirectory(given: "\(file)/state", environment: [:], configurationPath: configuration)
        let failure = #expect(throws: StateDirectoryFailure.self) { try state.open(configurationPath: configuration) }
        guard case .unusable(let path, _) = failure else {
            Issue.record("not unusable")
            return
        }
        #expect(path == state.path)
        #expect(failure?.description.contains(state.path) == true)
    }
}
