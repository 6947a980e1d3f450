// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import ButlerSOS

/// Which folder a command takes for that of a configuration.
struct StateDirectoryFindTests {
    private let directory: TemporaryDirectory
    private let configuration: String

    init() throws {
        directory = try TemporaryDirectory()
        configuration = try directory.write("", to: "production.yaml")
    }

    /// Makes a folder that belongs to a configuration.
    private func folder(_ name: String, of configuration: String) throws -> String {
        let path = directory.file(name)
        _ = try StateDirectory(given: path, environment: [:], configurationPath: configuration)
            .open(configurationPath: configuration)
        return path
    }

    private func find(
        given: String? = nil, _ environment: [String: String] = [:], mayBeNew: Bool = false,
        systemFolder: String = "/nowhere"
    ) throws -> String {
        let home = ["HOME": directory.file("home")]
        return try StateDirectory.find(
            given: given, environment: home.merging(environment) { $1 }, configurationPath: configuration,
            mayBeNew: mayBeNew, systemFolder: systemFolder
        ).path
    }

    @Test func `takes the given folder, before the first start only if it may be new`() throws {
        #expect(try find(given: directory.file("new"), mayBeNew: true) == directory.file("new"))
        #expect(throws: StateDirectoryFailure.self) { try find(given: directory.file("new")) }
        let own = try folder("own", of: configuration)
        #expect(try find(given: own) == own)
    }

    @Test func `refuses a given folder of another configuration, and names that`() throws {
        let other = try directory.write("", to: "other.yaml")
        let path = try folder("theirs", of: other)
        #expect(throws: StateDirectoryFailure.foreign(path: path, configuration: StateDirectory.realPath(other))) {
            try find(given: path)
        }
    }

    @Test func `refuses a new folder if the monitor ran with another, and names that`() throws {
        let service = try folder("service", of: configuration)
        let typo = directory.file("typo")
        #expect(throws: StateDirectoryFailure.elsewhere(given: typo, used: service)) {
            try find(given: typo, mayBeNew: true, systemFolder: service)
        }
        #expect(!FileManager.default.fileExists(atPath: typo))
    }

    @Test func `knows whether a monitor runs`() throws {
        let path = directory.file("own")
        let own = StateDirectory(given: path, environment: [:], configurationPath: configuration)
        #expect(!own.isRunning)
        do {
            let lock = try own.open(configurationPath: configuration)
            #expect(own.isRunning)
            withExtendedLifetime(lock) {}
        }
        #expect(!own.isRunning)
    }

    @Test func `finds the service's folder if it is this configuration's`() throws {
        let service = try folder("service", of: configuration)
        #expect(try find(["STATE_DIRECTORY": service]) == service)
        #expect(try find(systemFolder: service) == service)
    }

    @Test func `finds the user's folder before the system's`() throws {
        let environment = ["XDG_STATE_HOME": directory.file("state")]
        let own = StateDirectory(given: nil, environment: environment, configurationPath: configuration)
        _ = try own.open(configurationPath: configuration)
        let service = try folder("service", of: configuration)
        #expect(try find(environment, systemFolder: service) == own.path)
    }

    @Test func `goes through links, as services' folders and configurations are`() throws {
        let service = try folder("private", of: configuration)
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("link"), withDestinationPath: service)
        #expect(try find(systemFolder: directory.file("link")) == directory.file("link"))
    }

    @Test func `makes none up, and says where it looked`() throws {
        let other = try directory.write("", to: "other.yaml")
        let service = try folder("service", of: other)
        #expect { try find(systemFolder: service) } throws: { error in
            guard case .unknown(_, let folders)? = error as? StateDirectoryFailure else { return false }
            return folders.count == 2 && folders.contains(service) && "\(error)".contains("--state")
        }
        #expect(!FileManager.default.fileExists(atPath: directory.file("home")))
    }

    @Test(arguments: ["", "{", "[]", "{\"configuration\": 1}", "\u{0}"])
    func `takes no damaged note for a yes`(note: String) throws {
        let service = try folder("service", of: configuration)
        try note.write(toFile: "\(service)/instance.json", atomically: true, encoding: .utf8)
        #expect(throws: StateDirectoryFailure.self) { try find(systemFolder: service) }
    }
}
