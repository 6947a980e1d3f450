// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import Testing

@testable import TelemetryClient

/// The folder itself: not reached through a link, and nobody else's.
struct OpenFolderTests {
    private let temporary: TemporaryDirectory
    private let victim: String

    init() throws {
        temporary = try TemporaryDirectory(inMemory: true)
        victim = temporary.file("victim")
        try FileManager.default.createDirectory(atPath: victim, withIntermediateDirectories: true)
        _ = try temporary.write("mine", to: "victim/README.txt")
        _ = try temporary.write("mine", to: "victim/secret.4711.new")
    }

    private func untouched() throws -> Bool {
        let names = try FileManager.default.contentsOfDirectory(atPath: victim).sorted()
        let text = try String(contentsOfFile: "\(victim)/README.txt", encoding: .utf8)
        return names == ["README.txt", "secret.4711.new"] && text == "mine"
    }

    @Test func `a link in its place is followed by nothing`() throws {
        let path = temporary.file("telemetry")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: victim)
        let directory = TelemetryDirectory(path: path)
        let attempts: [() throws -> Void] = [
            { try directory.prepare() }, { _ = try directory.state() }, { _ = try directory.secret(repairs: true) },
            { try directory.store(InstallSecret()) }, { try directory.storeNo() },
            { try directory.reset(history: true) }, { _ = try directory.historyLines() },
            { _ = try directory.claimSending() },
            { _ = try directory.appendHistory("{}", of: String(repeating: "0", count: 64)) },
        ]
        for attempt in attempts {
            let failure = #expect(throws: TelemetryStateFailure.self) { try attempt() }
            #expect(failure?.description == "\(path) is a link, which is not followed: expected a folder")
        }
        #expect(try untouched())
    }

    @Test func `a link in its place makes the ID last for one run, and silences telemetry`() throws {
        var installation = try Installation(collector: CollectorURL("https://collector.example"))
        let path = temporary.file("telemetry")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: victim)
        installation.options.stateFolder = path
        let telemetry = installation.start()
        #expect(!telemetry.identity.maySend && telemetry.reporter(logger: .silent) == nil)
        #expect(!telemetry.status(at: 0).isWell)
        #expect(try untouched())
    }

    @Test(arguments: [0o777, 0o755, 0o750, 0o702])
    func `rights of others are taken away, and that is said once`(_ mode: Int) throws {
        let installation = try Installation()
        _ = installation.start()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: installation.folder)
        let told = installation.start().notice
        #expect(told.contains { $0.contains("other users had rights to \(installation.folder)") })
        #expect(try filePermissions(of: installation.folder) == 0o700)
        #expect(!installation.start().notice.contains { $0.contains("other users") })
    }

    @Test func `one process at a time has a request on its way`() throws {
        let directory = TelemetryDirectory(path: temporary.file("telemetry"))
        try directory.prepare()
        do {
            let claim = try directory.claimSending()
            #expect(claim != nil)
            #expect(try directory.claimSending() == nil)
            withExtendedLifetime(claim) {}
        }
        #expect(try directory.claimSending() != nil)
    }
}
