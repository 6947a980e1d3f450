// SPDX-License-Identifier: MIT

import Foundation
import TelemetryWire
import Testing

@testable import TelemetryClient

struct StatusTests {
    private static let names = [
        "telemetry", "switch", "isRunning", "lastStart", "id", "kindOfID", "collector", "proxy", "noticeShown",
        "graceEnds", "nextReport", "lastReport", "folder", "notes",
    ]

    @Test func `tells the same to people and to machines`() throws {
        var installation = try Installation(collector: CollectorURL("https://collector.example"))
        installation.options.gracePeriod = .seconds(60)
        let reports = try installation.report(2)
        try installation.directory.update { state throws(TelemetryStateFailure) in
            state.noticeTime = Installation.time
        }
        let answer = installation.look().status(at: Installation.time)
        #expect(answer.isWell)
        let json = try answer.parsed
        guard case .object(let members) = json else {
            Issue.record("not an object")
            return
        }
        #expect(members.map(\.name) == Self.names)
        let expected: [String: String] = [
            "telemetry": "on", "id": try MessageReader.readV2(reports[0].body).report.system.id, "kindOfID": "stored",
            "collector": "https://collector.example", "noticeShown": "2026-11-22T13:05:54Z",
            "graceEnds": "2026-11-22T13:06:54Z", "nextReport": "2026-11-22T13:06:54Z",
            "folder": installation.folder,
        ]
        for (name, value) in expected {
            #expect(json[name]?.text == value)
            #expect(answer.lines.contains { $0.hasSuffix(" : \(value)") }, "\(name)")
        }
        for line in ["no switch says no", "2026-11-22T13:05:54Z: on", "2026-11-23T01:05:54Z accepted"] {
            #expect(answer.lines.contains { $0.hasSuffix(" : \(line)") }, "\(line)")
        }
        #expect(json["switch"] == .null && json["isRunning"] == .null && json["proxy"] == .null)
        #expect(json["lastStart"]?["time"]?.text == "2026-11-22T13:05:54Z")
        #expect(json["lastStart"]?["isOn"] == .boolean(true))
        #expect(json["lastReport"]?["time"]?.text == "2026-11-23T01:05:54Z")
        #expect(json["lastReport"]?["state"]?.text == "accepted")
        #expect(json["notes"] == .array([]))
        // One line per fact, in columns.
        #expect(answer.lines.count == Self.names.count - 1)
        let columns = Set(answer.lines.map { $0.prefix { $0 != ":" }.count })
        #expect(columns.count == 1)
    }

    @Test func `tells whether the program runs, if somebody knows`() throws {
        let installation = try Installation()
        _ = installation.start()
        for (isRunning, words) in [(true, "runs"), (false, "does not run")] {
            let answer = installation.look().status(at: Installation.time, isRunning: isRunning)
            #expect(try answer.parsed["isRunning"] == .boolean(isRunning))
            #expect(answer.lines.contains { $0.hasPrefix("The program") && $0.hasSuffix(" : \(words)") })
        }
    }

    @Test func `tells when a report is due, and that none is while nothing can be sent`() throws {
        let installation = try Installation(collector: CollectorURL("https://collector.example"))
        let telemetry = installation.start()
        func next(_ time: Int, _ installation: Installation) throws -> String? {
            try installation.look().status(at: time).parsed["nextReport"]?.text
        }
        let phase = telemetry.identity.secret.phase(within: ReportSchedule.period, of: "butler-sos")
        let wait = ReportSchedule(phase: phase).wait(from: Installation.time)
        let due = UTCMoment(Installation.time + Int(wait.components.seconds)).description
        #expect(try next(Installation.time, installation) == due)
        var without = installation
        without.options.collector = nil
        var wrong = installation
        wrong.options.environment = ["HTTPS_PROXY": "ftp://x"]
        var off = installation
        off.options.isConfigured = false
        for other in [without, wrong, off] { #expect(try next(Installation.time, other) == nil) }
    }

    @Test func `shows no ID where there is none yet, and says so`() throws {
        let installation = try Installation()
        let answer = installation.look().status(at: Installation.time)
        let json = try answer.parsed
        #expect(json["id"] == .null)
        #expect(json["kindOfID"]?.text == "none yet")
        #expect(json["lastReport"] == .null && json["noticeShown"] == .null)
        #expect(json["notes"]?.elements?.first?.text?.contains("holds no identity") == true)
        #expect(!FileManager.default.fileExists(atPath: installation.folder))
    }

    @Test func `names the switch that decided, and what follows`() throws {
        var installation = try Installation(environment: ["DO_NOT_TRACK": "1"])
        _ = installation.start()
        let off = try installation.look().status(at: Installation.time).parsed
        #expect(off["telemetry"]?.text == "off")
        #expect(off["switch"]?.text == "DO_NOT_TRACK")
        #expect(off["lastStart"]?["isOn"] == .boolean(false))
        #expect(off["lastStart"]?["reason"]?.text == "the environment variable DO_NOT_TRACK says so")
        #expect(off["nextReport"] == .null)
        #expect(off["notes"]?.elements?.count == 1)

        // Another shell, which lacks the variable, must not say that all is on.
        installation.options.environment = [:]
        let on = installation.look().notes
        #expect(on.contains { $0.contains("no collector is configured") })
        #expect(on.contains { $0.contains("at its last start the program saw other switches") })
    }

    @Test func `does not wonder about a "no" that was stored after the start`() throws {
        let installation = try Installation(collector: CollectorURL("https://collector.example"))
        _ = installation.start()
        _ = try installation.look().disable()
        let answer = installation.look()
        #expect(answer.verdict == .off(because: .storedChoice))
        #expect(answer.notes == ["telemetry is off, so nothing is sent: it was disabled with a command"])
    }

    @Test func `tells which proxy is used, without its password, and what is wrong with one`() throws {
        var installation = try Installation(collector: CollectorURL("https://collector.example"))
        _ = installation.start()
        installation.options.environment = ["HTTPS_PROXY": "http://reporter:geheim@proxy.example:3128"]
        let answer = installation.look().status(at: Installation.time)
        #expect(try answer.parsed["proxy"]?.text == "http://proxy.example:3128")
        #expect(!answer.text.contains("geheim") && !answer.text(asJSON: true).contains("geheim"))
        installation.options.environment = ["HTTPS_PROXY": "http://reporter:geheim@proxy.example:port"]
        let wrong = installation.look().status(at: Installation.time)
        #expect(try wrong.parsed["proxy"] == .null)
        #expect(wrong.text.contains("note: nothing is sent: HTTPS_PROXY is not a proxy's address"))
        #expect(!wrong.text.contains("geheim"))
    }

    @Test(arguments: ["secret", "state.json", "history.jsonl"])
    func `says what it can although a file is damaged`(_ name: String) throws {
        let installation = try Installation()
        try installation.report()
        for name in name == "secret" ? ["secret", "secret.bak"] : [name] {
            try installation.write("damaged", to: name)
        }
        let answer = installation.look().status(at: Installation.time)
        let json = try answer.parsed
        if name == "state.json" {
            // Nobody can tell, and nothing is sent.
            #expect(!answer.isWell && json["telemetry"]?.text == "unknown")
            #expect(answer.text.contains("\(installation.folder)/state.json is damaged"))
            return
        }
        #expect(json["folder"]?.text == installation.folder)
        if name == "history.jsonl" {
            #expect(json["lastReport"] == .null)
        } else {
            #expect(json["id"] == .null)
            #expect(answer.text.contains("\(installation.folder)/\(name) is damaged"))
        }
    }

    @Test func `tells an unanswered, a refused and an exported report apart`() throws {
        let installation = try Installation()
        let report = try installation.report()[0]
        func last() throws -> String? {
            let last = try installation.look().status(at: 0).parsed["lastReport"]
            #expect(last?["time"]?.text == "2026-11-22T13:05:54Z")
            return last?["state"]?.text
        }
        func append(_ entry: HistoryEntry) throws {
            try installation.directory.appendHistory(entry.line(at: Installation.time))
        }
        #expect(try last() == "accepted")
        var next = report
        next.counter += 1
        try append(.sent(next))
        #expect(try last() == "unanswered")
        try append(.answered(key: next.key, counter: next.counter, .refused("no")))
        #expect(try last() == "refused")
        next.counter += 1
        try append(.exported(next))
        #expect(try last() == "exported")
    }
}
