// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

/// A history to which something was done.
struct VerifyTests {
    private let installation: Installation

    init() throws {
        installation = try Installation()
        try installation.report(3)
    }

    /// Each problem, without the time and counter in front.
    private func problems() throws -> [String] {
        let answer = try installation.look().verify()
        let json = try answer.parsed
        let problems = json["problems"]?.elements?.compactMap(\.text) ?? []
        #expect(answer.isWell == problems.isEmpty)
        #expect(json["isGood"] == .boolean(problems.isEmpty))
        #expect(answer.lines.filter { $0.hasPrefix("PROBLEM: ") }.map { String($0.dropFirst(9)) } == problems)
        return problems
    }

    @Test func `finds nothing wrong with what was sent`() throws {
        #expect(try problems() == [])
        let answer = try installation.look().verify()
        #expect(
            answer.lines == [
                "Reports: 3, with a receipt: 3.",
                "Every signature is right, and every receipt names the bytes that were sent.",
            ])
    }

    @Test func `finds nothing wrong with nothing`() throws {
        let fresh = try Installation()
        #expect(try fresh.look().verify().isWell)
        #expect(try fresh.look().verify().lines.first == "Reports: 0, with a receipt: 0.")
    }

    @Test func `notices one changed character of a body`() throws {
        try installation.changeHistory { $0[2] = $0[2].replacing("\\\"mqtt\\\":true", with: "\\\"mqtt\\\":false") }
        #expect(
            try problems() == [
                "2026-11-23T01:05:54Z, counter 2: the signature is not of these bytes",
                "2026-11-23T01:05:54Z, counter 2: the receipt is for other bytes",
            ])
    }

    @Test func `notices a changed signature, key and counter`() throws {
        let lines = try installation.directory.historyLines().map(String.init)
        func member(_ name: String) throws -> String {
            try #require(JSONParser.parse(Array(lines[0].utf8))[name]?.text)
        }
        let other = Base64URL.encode([UInt8](repeating: 9, count: 64))
        for (old, new) in [
            (try member("signature"), other), (try member("key"), Base64URL.encode([UInt8](repeating: 9, count: 32))),
            ("\"counter\":1,", "\"counter\":0,"),
        ] {
            try installation.changeHistory { $0[0] = lines[0].replacing(old, with: new) }
            #expect(try problems().contains { $0.hasSuffix("the signature is not of these bytes") }, "\(new)")
        }
    }

    @Test func `notices swapped receipts`() throws {
        try installation.changeHistory { lines in
            let receipts = [lines[1], lines[3]].map { $0.split(separator: "\"receipt\":")[1] }
            lines[1] = lines[1].replacing(receipts[0], with: receipts[1])
            lines[3] = lines[3].replacing(receipts[1], with: receipts[0])
        }
        #expect(
            try problems() == [
                "2026-11-22T13:05:54Z, counter 1: the receipt is for other bytes",
                "2026-11-23T01:05:54Z, counter 2: the receipt is for other bytes",
            ])
    }

    @Test func `notices counters that go back or come twice`() throws {
        try installation.changeHistory { $0.swapAt(0, 2) }
        #expect(try problems() == ["2026-11-22T13:05:54Z: the counter 1 does not follow 2"])
        try installation.changeHistory { lines in
            lines.swapAt(0, 2)
            lines.append(lines[0])
        }
        #expect(try problems() == ["2026-11-22T13:05:54Z: the counter 1 does not follow 3"])
    }

    @Test func `notices a counter that goes back behind reports under another ID`() throws {
        _ = try installation.look().resetID()
        try installation.report()
        #expect(try problems() == [])
        try installation.changeHistory { $0.append($0[0]) }
        #expect(try problems() == ["2026-11-22T13:05:54Z: the counter 1 does not follow 3"])
    }

    @Test(arguments: ["", "{", "{}", "null", "[]", "\u{0}", "{\"time\":\"2026-11-22T13:05:54Z\",\"event\":\"sent\"}"])
    func `notices a damaged line`(_ damage: String) throws {
        try installation.changeHistory { $0[2] = damage + "x" }
        #expect(try problems().contains("damaged lines: 1"))
    }

    @Test func `notices a body that is not on the published list`() throws {
        let telemetry = installation.look()
        let body = Array("{\"schemaVersion\":2,\"hostName\":\"sense01\"}".utf8)
        let report = try telemetry.signer.report(body)
        try installation.directory.appendHistory(HistoryEntry.sent(report).line(at: Installation.time))
        #expect(
            try problems() == [
                "2026-11-22T13:05:54Z, counter 4: the body does not follow the published list"
            ])
    }

    @Test func `notices what the faults of one byte do anywhere in a report's line`() throws {
        let line = Array(try installation.directory.historyLines()[0].utf8)
        let time = Array("{\"time\":\"2026-11-22T13:05:54Z\"".utf8)
        // The time is told and not proven; everything behind it is.
        for index in stride(from: time.count, to: line.count, by: 5) {
            var damaged = line
            damaged[index] ^= 1
            try installation.changeHistory { $0[0] = String(decoding: damaged, as: UTF8.self) }
            let isNoticed = try !installation.look().verify().isWell
            if !isNoticed { Issue.record("byte \(index) of \(String(decoding: damaged, as: UTF8.self))") }
        }
    }
}
