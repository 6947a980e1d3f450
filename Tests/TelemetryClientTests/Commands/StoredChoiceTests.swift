// SPDX-License-Identifier: MIT

import Foundation
import MonitoringTestKit
import TelemetryWire
import Testing

@testable import TelemetryClient

/// The commands that store a "no" and take it back.
struct StoredChoiceTests {
    @Test func `stores a "no" and takes it back, and nothing else`() throws {
        let installation = try Installation()
        let id = installation.start().id
        let before = try installation.directory.state()
        let disabled = try installation.look().disable()
        #expect(disabled.isWell)
        #expect(try disabled.parsed["telemetry"]?.text == "off")
        #expect(installation.look().verdict == .off(because: .storedChoice))
        #expect(installation.start().verdict == .off(because: .storedChoice))
        // Twice is as good as once.
        _ = try installation.look().disable()

        let enabled = try installation.look().enable()
        #expect(enabled.isWell)
        #expect(try enabled.parsed["telemetry"]?.text == "on")
        #expect(try enabled.parsed["switch"] == .null)
        var after = try installation.directory.state()
        after.lastStart = before.lastStart
        #expect(after == before)
        #expect(installation.look().id == id)
    }

    @Test func `can be told "no" before the first start`() throws {
        let installation = try Installation(collector: CollectorURL("https://collector.example"))
        _ = try installation.look().disable()
        #expect(try filePermissions(of: installation.folder) == 0o700)
        let first = installation.start()
        #expect(first.verdict == .off(because: .storedChoice))
        #expect(first.reporter(logger: .silent) == nil)
    }

    @Test(arguments: [
        ["DO_NOT_TRACK": "1"], ["BUTLER_SOS_TELEMETRY": "off"], ["CI": "true"], ["GITHUB_ACTIONS": "true"],
    ])
    func `says that other switches still say no`(_ environment: [String: String]) throws {
        let installation = try Installation(environment: environment)
        _ = installation.start()
        _ = try installation.look().disable()
        let answer = try installation.look().enable()
        #expect(try answer.parsed["telemetry"]?.text == "off")
        let name = try #require(environment.keys.first)
        #expect(try answer.parsed["switch"]?.text == name)
        #expect(answer.text.hasPrefix("The stored \"no\" is taken back. Telemetry stays off: "))
        #expect(answer.text.contains(name))
    }

    @Test func `has nothing to take back where nothing was stored, and makes nothing`() throws {
        let installation = try Installation()
        let answer = try installation.look().enable()
        #expect(answer.isWell)
        #expect(!FileManager.default.fileExists(atPath: installation.folder))
    }

    @Test func `takes back nothing that it cannot read`() throws {
        let installation = try Installation()
        _ = installation.start()
        _ = try installation.look().disable()
        try installation.write("{\"isDisabled\":", to: "state.json")
        let failure = #expect(throws: CommandFailure.self) { try installation.look().enable() }
        #expect(failure?.description.contains("\(installation.folder)/state.json is damaged") == true)
        // Nothing is sent in the meantime, and a "no" can always be said: the damaged file is put aside.
        #expect(installation.start().reporter(logger: .silent) == nil)
        _ = try installation.look().disable()
        #expect(installation.look().verdict == .off(because: .storedChoice))
        #expect(try Snapshot(of: installation.folder).texts["state.json.damaged"] == "{\"isDisabled\":")
    }

    @Test func `remembers a "no" although one of its two copies is lost`() throws {
        for name in ["state.json", "disabled"] {
            let installation = try Installation()
            _ = installation.start()
            _ = try installation.look().disable()
            try FileManager.default.removeItem(atPath: "\(installation.folder)/\(name)")
            #expect(installation.start().verdict == .off(because: .storedChoice), "\(name)")
            _ = try installation.look().enable()
            #expect(installation.start().verdict == .on, "\(name)")
        }
    }

    @Test func `says where it cannot store a "no"`() throws {
        var installation = try Installation()
        installation.options.stateFolder = "\(try installation.temporary.write("", to: "file"))/telemetry"
        let failure = #expect(throws: CommandFailure.self) { try installation.look().disable() }
        #expect(failure?.description.hasPrefix("\(installation.folder) cannot be made") == true)
    }
}
