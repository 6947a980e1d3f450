// SPDX-License-Identifier: MIT

import TelemetryWire
import Testing

@testable import TelemetryClient

/// The lines of the history, written and read.
struct HistoryEntryTests {
    private static let key = [UInt8](repeating: 1, count: 32)
    private static let report = SignedReport(
        key: key, counter: 7, signature: [UInt8](repeating: 2, count: 64), body: Array("{\"a\":\"ä\\n\"}".utf8))
    private static let receipt = Receipt(
        sha256: [UInt8](repeating: 3, count: 32), received: UTCDay(number: 20_779), schemaVersion: 2)

    private static let all: [HistoryEntry] = [
        .sent(report), .exported(report), .answered(key: key, counter: 7, .accepted(receipt)),
        .answered(key: key, counter: 7, .accepted(nil)),
        .answered(key: key, counter: 7, .refused("HTTP status 422: \"quoted\"\\")),
        .answered(key: key, counter: 7, .unanswered("no answer in time")),
    ]

    @Test(arguments: all)
    func `is read as it was written`(_ entry: HistoryEntry) throws {
        let line = entry.line(at: 1_795_352_754)
        #expect(!line.contains("\n"))
        let read = try #require(HistoryEntry.read(Substring(line)))
        #expect(read.time == "2026-11-22T13:05:54Z")
        #expect(read.entry == entry)
        // As an editor of another system leaves it.
        #expect(HistoryEntry.read(Substring(line + "\r"))?.entry == entry)
    }

    @Test func `is one line of JSON with the body as text`() throws {
        let line = HistoryEntry.sent(Self.report).line(at: 0)
        let json = try JSONParser.parse(Array(line.utf8))
        #expect(json["body"]?.text == "{\"a\":\"ä\\n\"}")
        #expect(json["time"]?.text == "1970-01-01T00:00:00Z")
        #expect(json["event"]?.text == "sent")
    }

    @Test func `is not read if anything is missing or of another kind`() throws {
        for entry in Self.all {
            guard case .object(let members) = try JSONParser.parse(Array(entry.line(at: 0).utf8)) else { continue }
            for index in members.indices {
                var fewer = members
                fewer.remove(at: index)
                // An acceptance without a receipt is one, too.
                if members[index].name == "receipt" { continue }
                #expect(Self.read(fewer) == nil, "without \(members[index].name)")
                for wrong in [JSONValue.null, .number("-1"), .string("x"), .boolean(true), .array([])] {
                    var changed = members
                    changed[index].value = wrong
                    if ["body", "reason"].contains(members[index].name), wrong == .string("x") { continue }
                    #expect(Self.read(changed) == nil, "\(members[index].name) = \(wrong)")
                }
            }
        }
    }

    private static func read(_ members: [JSONValue.Member]) -> HistoryEntry? {
        HistoryEntry.read(Substring(String(decoding: JSONWriter.encode(.object(members)), as: UTF8.self)))?.entry
    }

    @Test(arguments: ["", " ", "{", "{}", "[]", "null", "1", "\"x\"", "\u{0}", "{\"time\":\"\u{FFFD}\"}"])
    func `is not read from anything else`(_ line: String) {
        #expect(HistoryEntry.read(Substring(line)) == nil)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_795_352_754, "2026-11-22T13:05:54Z"), (951_782_400, "2000-02-29T00:00:00Z"),
        (1_798_761_599, "2026-12-31T23:59:59Z"), (-1, "1969-12-31T23:59:59Z"),
    ])
    func `tells the second in UTC`(_ seconds: Int, _ text: String) {
        #expect(UTCMoment(seconds).description == text)
        #expect(UTCMoment(text)?.description == text)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T13:05:54", "2026-11-22T25:05:54Z", "2026-13-22T13:05:54Z", "2026-11-22 13:05:54Z",
        "2026-11-22T13:05:54.000Z", "x026-11-22T13:05:54Z",
    ])
    func `takes nothing else for a second`(_ text: String) {
        #expect(UTCMoment(text) == nil)
    }
}
